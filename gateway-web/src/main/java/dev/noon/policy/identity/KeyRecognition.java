package dev.noon.policy.identity;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Request;
import dev.noon.model.policy.ApiKeySpec;
import dev.noon.policy.identity.Consumers.Member;
import dev.noon.policy.identity.Places.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows consumers by what their credentials say. Immutable. */
final class KeyRecognition implements Recognition {
    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";
    private static final int LONGEST = 8 << 10;

    private final Places places;
    private final Consumers consumers;
    private final String challenge;

    KeyRecognition(ApiKeySpec spec, Consumers consumers) {
        Set<String> schemes = new HashSet<>();
        if (spec.places().basic()) {
            schemes.add(BASIC);
        }
        if (spec.places().bearer()) {
            schemes.add(BEARER);
        }
        this.places =
                new Places(Optional.of(spec.places().header()), spec.places().query(), schemes);
        this.consumers = consumers;
        this.challenge = spec.places().basic()
                ? "Basic realm=\"noon\", charset=\"UTF-8\""
                : spec.places().bearer() ? "Bearer realm=\"noon\"" : "ApiKey realm=\"noon\"";
    }

    @Override
    public Seen look(Request request, boolean asking) {
        List<Shown> shown = places.in(request);
        if (shown.isEmpty()) {
            return new Nothing();
        }
        if (shown.size() > 1) {
            return new Refused(Cause.CREDENTIAL_REFUSED, "shows several credentials");
        }
        boolean authorized = !shown.get(0).scheme().isEmpty();
        return member(shown.get(0))
                .<Seen>map(member -> new Known(
                        new Caller(Optional.of(member.name()), member.tier(), Map.of(), member.identity(), authorized)))
                .orElseGet(() -> new Refused(Cause.CREDENTIAL_REFUSED, "shows nobody's credential"));
    }

    @Override
    public Request stripped(Request request) {
        return places.cleared(request);
    }

    @Override
    public String challenge() {
        return challenge;
    }

    private Optional<Member> member(Shown shown) {
        if (shown.text().isEmpty() || shown.text().length() > LONGEST) {
            return Optional.empty();
        }
        return switch (shown.scheme()) {
            case "" -> consumers.byKey(shown.text());
            case BASIC -> login(shown.text());
            case BEARER -> consumers.byToken(shown.text());
            default -> Optional.empty();
        };
    }

    private Optional<Member> login(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : consumers.byLogin(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
