package dev.noon.counter;

import dev.noon.cache.Sha256;
import java.util.Arrays;
import java.util.Base64;

/**
 * Whose requests a counter counts. The kinds are told apart, so that nobody can be another by the right name.
 *
 * @param text the name of a consumer, an address, or what a template made of a request, which may be a secret
 */
public record Whose(Kind kind, String text) {
    private static final int HASH_BYTES = 16;

    /** What somebody is known by. */
    public enum Kind {
        CONSUMER("consumer "),
        ADDRESS("address "),
        VALUE("=");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Who calls under that name. */
    public static Whose consumer(String name) {
        return new Whose(Kind.CONSUMER, name);
    }

    /** Who calls from that address. */
    public static Whose address(String address) {
        return new Whose(Kind.ADDRESS, address);
    }

    /** Whose requests make that text of a template. */
    public static Whose value(String text) {
        return new Whose(Kind.VALUE, text);
    }

    /** A hash that tells somebody apart without saying who it is: 22 characters of Base64url. */
    public String hash() {
        byte[] digest = Sha256.of(kind.prefix + text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
    }

    /** Who it is, for operators; empty if that may be a secret. */
    String shown() {
        return kind == Kind.VALUE ? "" : kind.prefix + text;
    }
}
