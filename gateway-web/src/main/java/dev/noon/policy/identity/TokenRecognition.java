package dev.noon.policy.identity;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Request;
import dev.noon.model.policy.JwtSpec;
import dev.noon.policy.identity.Consumers.Member;
import dev.noon.policy.identity.Places.Shown;
import dev.noon.policy.identity.Tokens.Bad;
import dev.noon.policy.identity.Tokens.Good;
import dev.noon.policy.identity.Tokens.Judged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Knows callers by tokens that a provider has signed. Thread-safe. */
final class TokenRecognition implements Recognition {
    private static final String BEARER = "bearer";

    private final Places places;
    private final Map<String, List<String>> claims;
    private final boolean anyone;
    private final Tokens tokens;
    private final Consumers consumers;
    private final LongSupplier millis;

    TokenRecognition(JwtSpec spec, Tokens tokens, Consumers consumers, LongSupplier millis) {
        boolean usual = spec.place().header().equalsIgnoreCase(Places.AUTHORIZATION);
        this.places = new Places(
                usual ? Optional.empty() : Optional.of(spec.place().header()),
                spec.place().query(),
                usual ? Set.of(BEARER) : Set.of());
        this.claims = spec.claims();
        this.anyone = spec.terms().anyone();
        this.tokens = tokens;
        this.consumers = consumers;
        this.millis = millis;
    }

    @Override
    public Seen look(Request request, boolean asking) {
        List<Shown> shown = places.in(request);
        if (shown.isEmpty()) {
            return new Nothing();
        }
        if (shown.size() > 1) {
            return new Refused(Cause.TOKEN_REFUSED, "shows several tokens");
        }
        Judged judged = tokens.judge(text(shown.get(0)), asking, millis.getAsLong());
        if (judged instanceof Bad bad) {
            return new Refused(bad.cause(), bad.why());
        }
        boolean authorized = !shown.get(0).scheme().isEmpty();
        return known(((Good) judged).verified(), authorized);
    }

    @Override
    public Request stripped(Request request) {
        return places.cleared(request);
    }

    @Override
    public String challenge() {
        return "Bearer realm=\"noon\"";
    }

    private Seen known(Verified verified, boolean authorized) {
        for (Map.Entry<String, List<String>> claim : claims.entrySet()) {
            List<String> said = verified.values().getOrDefault(claim.getKey(), List.of());
            if (claim.getValue().stream().noneMatch(said::contains)) {
                return new Refused(Cause.CALLER_REFUSED, "lacks a value of the claim " + claim.getKey());
            }
        }
        Optional<Member> member = verified.bearer().flatMap(consumers::byIdentifier);
        if (member.isEmpty() && !anyone) {
            return new Refused(Cause.CALLER_REFUSED, "names no consumer");
        }
        String identity = member.map(each -> each.identity() + " ").orElse("") + verified.identity();
        return new Known(new Caller(
                member.map(Member::name), member.flatMap(Member::tier), verified.scalars(), identity, authorized));
    }

    /** In a header of its own a token stands alone, or as it does in the usual one. */
    private static String text(Shown shown) {
        String text = shown.text();
        return shown.scheme().isEmpty() && text.regionMatches(true, 0, "Bearer ", 0, 7)
                ? text.substring(7).strip()
                : text;
    }
}
