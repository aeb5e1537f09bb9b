package dev.noon.policy.identity;

import dev.noon.model.IdentityProvider;
import dev.noon.model.policy.JwtSpec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a signed token says (RFC 7519 section 4), and whether it says it to us and now. Used once.
 *
 * @param owner who has signed: differs for every provider and everything that was one under its name
 */
record TokenClaims(JsonObject claims, IdentityProvider provider, String owner) {
    /** Claims that are words (RFC 8693 section 4.2). */
    private static final Set<String> WORDS = Set.of("scope", "scp");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

    /**
     * What it says.
     *
     * @throws IllegalArgumentException if it is not meant for us or its time is odd; the message says why
     */
    Verified verified() {
        if (!TokenHeader.text(claims, "iss")
                .equals(Optional.of(provider.issuer().toString()))) {
            throw new IllegalArgumentException("is of another issuer");
        }
        if (texts("aud").stream().noneMatch(provider.audiences()::contains)) {
            throw new IllegalArgumentException("is for another audience");
        }
        long skew = provider.clockSkew().toMillis();
        OptionalLong expires = millis("exp");
        if (expires.isEmpty()) {
            throw new IllegalArgumentException("never expires");
        }
        OptionalLong begins = millis("nbf");
        long from = begins.isPresent() ? begins.getAsLong() - skew : Long.MIN_VALUE;
        Map<String, List<String>> values = values();
        Optional<String> bearer = Optional.ofNullable(values.get(provider.consumerClaim()))
                .filter(texts -> texts.size() == 1 && !(claims.get(provider.consumerClaim()) instanceof JsonArray))
                .map(texts -> texts.get(0));
        return new Verified(bearer, scalars(), values, identity(), from, expires.getAsLong() + skew);
    }

    /** Milliseconds since 1970; empty if the claim is not there. */
    private OptionalLong millis(String claim) {
        JsonValue value = claims.get(claim);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof JsonNumber number
                && SECONDS.matcher(number.toString()).matches()) {
            return OptionalLong.of(
                    new BigDecimal(number.toString()).movePointRight(3).longValue());
        }
        throw new IllegalArgumentException("has a time that is none: " + claim);
    }

    private Map<String, String> scalars() {
        Map<String, String> scalars = new HashMap<>();
        claims.forEach((name, value) -> scalar(value).ifPresent(text -> scalars.put(name, text)));
        return scalars;
    }

    private Map<String, List<String>> values() {
        Map<String, List<String>> values = new HashMap<>();
        claims.keySet().forEach(name -> {
            List<String> texts = texts(name);
            if (!texts.isEmpty()) {
                values.put(name, texts);
            }
        });
        return values;
    }

    private List<String> texts(String name) {
        JsonValue value = claims.get(name);
        if (value instanceof JsonArray list) {
            return list.stream().flatMap(each -> scalar(each).stream()).toList();
        }
        Optional<String> text = Optional.ofNullable(value).flatMap(TokenClaims::scalar);
        return WORDS.contains(name)
                ? text.map(words -> List.of(words.split(" "))).orElse(List.of())
                : text.stream().toList();
    }

    /** One value as text; text with control characters could end what it is written into, and is no value. */
    private static Optional<String> scalar(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING ->
                Optional.of(((JsonString) value).getString())
                        .filter(text -> text.chars().noneMatch(Character::isISOControl));
            case NUMBER, TRUE, FALSE -> Optional.of(value.toString());
            default -> Optional.empty();
        };
    }

    /** Of everything that the token says of its bearer: what the upstream reads in it may make the answer another. */
    private String identity() {
        TreeMap<String, String> lasting = new TreeMap<>();
        claims.forEach((name, value) -> {
            if (!JwtSpec.PASSING_CLAIMS.contains(name)) {
                lasting.put(name, value.toString());
            }
        });
        String[] parts = lasting.entrySet().stream()
                .flatMap(claim -> List.of(claim.getKey(), claim.getValue()).stream())
                .toArray(String[]::new);
        return owner + " " + Digest.of(parts).hex();
    }
}
