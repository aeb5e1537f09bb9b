package dev.noon.counter;

import dev.noon.cache.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a counter is known by on a node.
 *
 * @param limit which limit; see {@link #limit(String)}
 * @param whose whose requests it counts
 */
public record CounterId(String limit, Whose whose) {
    private static final int LIMIT_BYTES = 6;

    /** A short name of what {@code text} describes: 12 hexadecimal digits. */
    public static String limit(String text) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(text), LIMIT_BYTES));
    }

    /** What the counter's record is stored under: the limit, and a hash of whose requests it counts. */
    String key() {
        return key(limit, whose.hash());
    }

    /** The same by the hash. */
    static String key(String limit, String hash) {
        return limit + hash;
    }
}
