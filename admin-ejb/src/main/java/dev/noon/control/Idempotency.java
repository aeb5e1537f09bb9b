package dev.noon.control;

import java.util.regex.Pattern;

/**
 * What makes a repeated request recognisable: kept in the revision that answered it, so that one insert decides.
 *
 * @param key chosen by the caller; 1 to 200 visible ASCII characters
 * @param request digest of what was asked for, lower-case hex: the same key with another request is a mistake
 */
public record Idempotency(String key, String request) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    public Idempotency {
        if (!isKey(key)) {
            throw new IllegalArgumentException("an idempotency key must be 1 to 200 visible ASCII characters");
        }
    }

    /** Whether {@code text} can be a key. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }
}
