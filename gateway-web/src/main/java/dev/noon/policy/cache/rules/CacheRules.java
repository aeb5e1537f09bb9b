package dev.noon.policy.cache.rules;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import java.util.Optional;

/** What a shared cache may do; one implementation per mode of the policy. Immutable, thread-safe. */
public interface CacheRules {
    /** The rules that a policy is written for. */
    static CacheRules of(CacheSpec spec) {
        boolean refresh = spec.upkeep().clientNoCache();
        boolean identity = spec.key().identity() == CacheSpec.Key.Identity.CALLER;
        Keying keying = new Keying(spec.kept().methods(), identity, spec.key().readsBody());
        TtlRules lives = TtlRules.of(spec.life());
        CacheConduct conduct = spec.conduct();
        long behind = conduct.whileRevalidate().toMillis();
        long onError = conduct.ifError().toMillis();
        if (spec.life().mode() == CacheLife.Mode.POLICY) {
            return new PolicyRules(keying, lives, new Grace(behind, onError, 0), refresh);
        }
        Grace grace = new Grace(behind, onError, HttpOptions.VALIDATED_MILLIS);
        return new HttpRules(new HttpOptions(keying, grace, lives, false, CacheLife.LONGEST.toMillis(), refresh));
    }

    /**
     * What may be done for {@code request} at all, decided before anything is looked up.
     *
     * @param authenticated whether the gateway itself knows who the client is; a mere {@code Authorization} line is no
     *     proof
     */
    Asked asked(Request request, boolean authenticated);

    /**
     * For how long, and under which conditions, an answer may be kept; empty if it must not be. After a 304 it is asked
     * about what {@link Validation#merged} made, with the status that is stored.
     *
     * @param request what the client asked, as it was before later policies rewrote it
     * @param headers the answer's end-to-end lines
     */
    Optional<Keep> keep(Request request, int status, Headers headers, Timing timing);

    /**
     * The same once the answer's body is whole: it may have a say of its own where {@link Keep#byBody}.
     *
     * @param keep what {@link #keep} said
     * @param headers the answer's end-to-end lines
     */
    default Optional<Keep> keepWhole(Keep keep, Request request, Headers headers, byte[] body, Timing timing) {
        return Optional.of(keep);
    }

    /**
     * What may be done with what was found.
     *
     * @param fresh whether its life is not over, and nobody has declared it stale
     * @param nowMillis wall-clock time
     */
    Use use(Asked asked, StoredResponse stored, boolean fresh, long nowMillis);

    /**
     * Whether {@code stored}, which had to be fetched anew, may stand in for a failure ({@code stale-if-error}, RFC 5861
     * section 4).
     *
     * @param status what came instead; 0 if no answer came
     * @param nowMillis wall-clock time
     */
    boolean standsIn(Asked asked, StoredResponse stored, int status, long nowMillis);
}
