package dev.noon.policy.identity;

import dev.noon.model.IdentityProvider;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a token says of its signature (RFC 7515 section 4).
 *
 * @param algorithm one that the provider may use
 * @param key the name of the key; empty if it has none
 */
record TokenHeader(String algorithm, Optional<String> key) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,256}");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    /** Keys, their addresses, compression and what else would have to be understood: none of it is followed. */
    private static final Set<String> UNWANTED = Set.of("crit", "jwk", "x5u", "x5c", "zip", "enc", "b64", "epk", "cty");

    /** What a header may say of the place of the keys, if it is the one that is known already. */
    private static final String ADDRESS = "jku";

    /**
     * What {@code header} says.
     *
     * @throws IllegalArgumentException if it is not acceptable; the message says why
     */
    static TokenHeader of(JsonObject header, IdentityProvider provider) {
        String algorithm = text(header, "alg").orElse("");
        if (provider.algorithms().stream().noneMatch(each -> each.name().equals(algorithm))) {
            throw new IllegalArgumentException("has an algorithm that the provider does not use");
        }
        UNWANTED.stream().filter(header::containsKey).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("has " + name + " in its header");
        });
        if (header.containsKey(ADDRESS) && !text(header, ADDRESS).equals(address(provider))) {
            throw new IllegalArgumentException("has another address of keys in its header");
        }
        boolean typed = header.containsKey("typ");
        if (typed
                && text(header, "typ")
                        .filter(type -> TYPES.contains(type.toLowerCase(Locale.ROOT)))
                        .isEmpty()) {
            throw new IllegalArgumentException("is of another type");
        }
        Optional<String> key = text(header, "kid");
        if (header.containsKey("kid")
                && key.filter(name -> KEY.matcher(name).matches()).isEmpty()) {
            throw new IllegalArgumentException("has a kid that no key has");
        }
        return new TokenHeader(algorithm, key);
    }

    private static Optional<String> address(IdentityProvider provider) {
        return provider.keys() instanceof IdentityProvider.KeySet.Remote remote
                ? Optional.of(remote.jwksUrl().toString())
                : Optional.empty();
    }

    static Optional<String> text(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
