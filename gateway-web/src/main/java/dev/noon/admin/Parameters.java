package dev.noon.admin;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parameters as text, checked and turned into values. */
final class Parameters {
    private static final Pattern ENTITY_TAG = Pattern.compile("\"?(\\d{1,18})\"?");
    private static final long MAX_WAIT_SECONDS = 60;

    private Parameters() {}

    /** A whole number within a range. */
    static long number(String name, @Nullable String text, long otherwise, long max) {
        if (text == null) {
            return otherwise;
        }
        if (text.matches("\\d{1,18}") && Long.parseLong(text) <= max) {
            return Long.parseLong(text);
        }
        throw new InvalidParameter(name + " is " + text + "; expected a whole number, 0 to " + max);
    }

    /** How long to wait for the nodes, in whole seconds. */
    static Duration wait(@Nullable String text) {
        return Duration.ofSeconds(number("wait", text, 0, MAX_WAIT_SECONDS));
    }

    /** {@code true} or {@code false}. */
    static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new InvalidParameter(name + " is " + text + "; expected true or false");
    }

    /** The revision that an {@code If-Match} header names (RFC 9110 section 13.1.1). */
    static OptionalLong ifMatch(@Nullable String text) {
        if (text == null || text.equals("*")) {
            return OptionalLong.empty();
        }
        Matcher matcher = ENTITY_TAG.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidParameter("If-Match is " + text + "; expected a revision's number in quotes");
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
    }
}
