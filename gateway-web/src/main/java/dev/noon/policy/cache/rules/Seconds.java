package dev.noon.policy.cache.rules;

import java.util.OptionalLong;

/** Numbers of seconds as HTTP writes them: digits only (RFC 9111 section 1.2.2). */
final class Seconds {
    private Seconds() {}

    /** At most {@link Directives#MOST_SECONDS}; empty if {@code text} has anything but digits, or none. */
    static OptionalLong read(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long seconds = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            seconds = Math.min(Directives.MOST_SECONDS, seconds * 10 + digit);
        }
        return OptionalLong.of(seconds);
    }
}
