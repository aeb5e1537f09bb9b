package dev.noon.admin;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in addresses and headers. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ENTITY_TAG = Pattern.compile("\"?([0-9]{1,18})\"?");

    private Numbers() {}

    /**
     * A whole number that is not negative.
     *
     * @throws BadRequest if {@code text} is anything else
     */
    static long parse(String what, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new BadRequest(what + " is " + text + "; must be a whole number");
        }
        return Long.parseLong(text);
    }

    /**
     * The revision that an {@code If-Match} header names; empty when there is none, or when any will do.
     *
     * @param header value of the header; empty if there is none
     */
    static OptionalLong ifMatch(String header) {
        String text = header.strip();
        if (text.isEmpty() || text.equals("*")) {
            return OptionalLong.empty();
        }
        Matcher matcher = ENTITY_TAG.matcher(text);
        if (!matcher.matches()) {
            throw new BadRequest("If-Match is " + text + "; must be one revision number in quotes");
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
    }
}
