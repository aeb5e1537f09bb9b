package dev.noon.policy.cache.rules;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheLife;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code mode: policy}: answers live as long as the policy says. Nothing personal is kept, nothing partial, and no error
 * that the policy does not name; an answer that forbids keeping ({@code private}, {@code no-store}, {@code no-cache},
 * {@code Vary: *}, {@code Set-Cookie}) is obeyed. Where clients that the gateway knows share entries, only what says that
 * it is for all is kept of what they get. What clients wish does not count, unless the policy lets those that the
 * gateway knows have a fresh answer. Immutable.
 */
public final class PolicyRules implements CacheRules {
    private static final Asked RANGE = new Asked(Asked.Way.LOOK_UP, true, true, false, Wish.NONE, "");

    private final Keying keying;
    private final TtlRules ttl;
    private final Grace grace;
    private final boolean refresh;

    /**
     * @param grace how long answers may be served stale; what they say themselves does not count
     * @param refresh whether clients that the gateway knows may insist on a fresh answer
     */
    public PolicyRules(Keying keying, TtlRules ttl, Grace grace, boolean refresh) {
        this.keying = keying;
        this.ttl = ttl;
        this.grace = grace;
        this.refresh = refresh;
    }

    @Override
    public Asked asked(Request request, boolean authenticated) {
        Optional<Asked> refused = RequestRules.refused(request, keying);
        if (refused.isPresent()) {
            return refused.get();
        }
        Headers headers = request.headers();
        if (!authenticated && headers.has("Authorization")) {
            return Asked.bypass("an Authorization that nobody has verified");
        }
        boolean alone = headers.has("Range");
        if (!refresh || !authenticated) {
            return alone ? RANGE : Asked.ORDINARY;
        }
        Wish wish = Wish.of(headers, Directives.of(headers.all("Cache-Control")), true);
        Wish fresher = new Wish(wish.validated(), wish.oldestMillis(), wish.leastLeftMillis(), 0);
        return new Asked(Asked.Way.LOOK_UP, true, alone, false, fresher, "");
    }

    @Override
    public Optional<Keep> keep(Request request, int status, Headers headers, Timing timing) {
        Optional<List<String>> vary = VaryFields.of(headers);
        boolean partial = request.headers().has("Range") && status != 200;
        if (request.isHead() || partial || vary.isEmpty() || !CacheLife.isLasting(status) || forbids(headers)) {
            return Optional.empty();
        }
        if (keying.isShared(request) && !Terms.of(headers).isForAll()) {
            return Optional.empty();
        }
        long life = Math.min(ttl.millis(status, headers, timing.chance()), claimedMillis(request, timing));
        if (life == 0) {
            return Optional.empty();
        }
        long stale = Math.max(grace.revalidateMillis(), grace.errorMillis());
        long kept = Validation.canAsk(headers) ? Math.max(stale, grace.validateMillis()) : stale;
        long age = Ages.initialMillis(headers, timing);
        return Optional.of(new Keep(life, life + kept, age, vary.get(), Set.of(), ttl.asksBody(headers)));
    }

    @Override
    public Optional<Keep> keepWhole(Keep keep, Request request, Headers headers, byte[] body, Timing timing) {
        OptionalLong said = keep.byBody() ? ttl.inBody(headers, body, timing.chance()) : OptionalLong.empty();
        if (said.isEmpty()) {
            return Optional.of(keep);
        }
        long life = Math.min(said.getAsLong(), claimedMillis(request, timing));
        return life == 0 ? Optional.empty() : Optional.of(keep.living(life));
    }

    private long claimedMillis(Request request, Timing timing) {
        return ttl.claimedMillis(request.origin().caller(), timing.responseMillis());
    }

    @Override
    public Use use(Asked asked, StoredResponse stored, boolean fresh, long nowMillis) {
        Wish wish = asked.wish();
        if (fresh
                && wish.takesFresh(
                        stored.life().ageMillis(nowMillis), stored.life().freshMillis(nowMillis))) {
            return Use.SERVE;
        }
        if (!fresh && wish.leavesStale() && staleMillis(stored, nowMillis) < grace.revalidateMillis()) {
            return Use.SERVE_AND_REVALIDATE;
        }
        return Validation.canAsk(stored) ? Use.REVALIDATE : Use.FETCH;
    }

    @Override
    public boolean standsIn(Asked asked, StoredResponse stored, int status, long nowMillis) {
        return Statuses.isFailure(status)
                && !asked.wish().validated()
                && staleMillis(stored, nowMillis) < grace.errorMillis();
    }

    private static long staleMillis(StoredResponse stored, long nowMillis) {
        return Math.max(0, -stored.life().freshMillis(nowMillis));
    }

    private static boolean forbids(Headers headers) {
        if (headers.has("Set-Cookie") || headers.has("Set-Cookie2")) {
            return true;
        }
        if (!headers.has("Cache-Control")) {
            return false;
        }
        Directives directives = Directives.of(headers.all("Cache-Control"));
        return directives.has("private") || directives.has("no-store") || directives.has("no-cache");
    }
}
