package dev.noon.policy.identity;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.ApiKeySpec;
import dev.noon.model.policy.JwtSpec;
import dev.noon.policy.identity.Recognition.Known;
import dev.noon.policy.identity.Recognition.Refused;
import dev.noon.policy.identity.Recognition.Seen;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets known callers pass, and tells the upstream and the policies that follow who they are. Everybody else is refused,
 * and the client learns no more than that. Where a policy in front has already found out who calls, another credential is
 * not needed, but one that is shown must be good and of the same consumer. Immutable.
 */
public final class IdentityPolicy implements Policy {
    /** The consumer's name, for the upstream; no client's line of that name gets past the door. */
    public static final String NAME = "X-Consumer-Name";

    /** The consumer's tier, for the upstream. */
    public static final String TIER = "X-Consumer-Tier";

    private static final int UNAUTHORIZED = 401;

    private final Recognition recognition;
    private final boolean forward;
    private final boolean optional;

    private IdentityPolicy(Recognition recognition, boolean forward, boolean optional) {
        this.recognition = recognition;
        this.forward = forward;
        this.optional = optional;
    }

    /** Knows callers by their keys. */
    public static IdentityPolicy of(ApiKeySpec spec, Consumers consumers) {
        return new IdentityPolicy(new KeyRecognition(spec, consumers), spec.forward(), spec.optional());
    }

    /**
     * Knows callers by their tokens.
     *
     * @param tokens those of the provider that {@code spec} names
     * @param millis the time, in milliseconds since 1970
     */
    public static IdentityPolicy of(JwtSpec spec, Tokens tokens, Consumers consumers, LongSupplier millis) {
        JwtSpec.Terms terms = spec.terms();
        return new IdentityPolicy(
                new TokenRecognition(spec, tokens, consumers, millis), terms.forward(), terms.optional());
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Optional<Refused> refused = admit(exchange, true);
        return refused.isPresent() ? refusal(exchange, refused.get().cause()) : next.proceed(exchange);
    }

    /** What it would do with an exchange, which it changes as it would; in words. Nobody else is asked. */
    public String explain(Exchange exchange) {
        Optional<Refused> refused = admit(exchange, false);
        if (refused.isPresent()) {
            Cause cause = refused.get().cause();
            return "refuses, " + cause.status() + " " + cause.label() + ": "
                    + refused.get().why();
        }
        Caller caller = exchange.caller();
        return caller.isKnown()
                ? "called by "
                        + caller.consumer().map(name -> "Consumer/" + name).orElse("a known caller without consumer")
                : "called by nobody";
    }

    /** Why it does not pass; empty if it does. */
    private Optional<Refused> admit(Exchange exchange, boolean asking) {
        Seen seen = recognition.look(exchange.request(), asking);
        if (seen instanceof Refused refused) {
            return Optional.of(refused);
        }
        if (!(seen instanceof Known known)) {
            return optional || exchange.caller().isKnown()
                    ? Optional.empty()
                    : Optional.of(new Refused(Cause.CREDENTIAL_MISSING, "shows no credential"));
        }
        if (!known.caller().agreesWith(exchange.caller())) {
            return Optional.of(new Refused(Cause.CREDENTIAL_REFUSED, "shows credentials of two consumers"));
        }
        take(exchange, exchange.caller().and(known.caller()));
        return Optional.empty();
    }

    private void take(Exchange exchange, Caller caller) {
        Request request = exchange.request();
        Request left = forward ? request : recognition.stripped(request);
        Headers headers = left.headers().remove(NAME).remove(TIER);
        caller.consumer().ifPresent(name -> headers.set(NAME, name));
        caller.tier().ifPresent(tier -> headers.set(TIER, tier));
        exchange.request(left.by(caller));
    }

    private Reply refusal(Exchange exchange, Cause cause) {
        Reply reply = exchange.fail(cause);
        if (cause.status() == UNAUTHORIZED) {
            reply.headers().set("WWW-Authenticate", recognition.challenge());
        }
        return reply;
    }
}
