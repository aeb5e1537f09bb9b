package dev.noon.counter;

import dev.noon.cache.Sha256;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a counter is known by on a node.
 *
 * @param limit which limit; see {@link #limit(String)}
 * @param identity whose requests it counts; never shown and never stored, since it may be a secret
 */
public record CounterId(String limit, String identity) {
    private static final int LIMIT_BYTES = 9;
    private static final int IDENTITY_BYTES = 16;
    private static final int SHOWN = 12;

    /** A short name of what {@code text} describes: 12 characters of Base64url. */
    public static String limit(String text) {
        return hash(text, LIMIT_BYTES);
    }

    /** What the counter's record is stored under: the limit, and a hash of the identity. */
    String key() {
        return limit + hash(identity, IDENTITY_BYTES);
    }

    /** A hash of the identity that may be shown, 12 characters: it tells somebody apart without saying who it is. */
    String shown() {
        return shown(key());
    }

    /** The same, of somebody who knows the {@link #key} already. */
    String shown(String key) {
        return key.substring(limit.length(), limit.length() + SHOWN);
    }

    private static String hash(String text, int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(text), bytes));
    }
}
