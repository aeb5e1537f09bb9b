package dev.noon.upstream.credential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** One query parameter that replaces those of its name. Immutable. */
final class QueryParameter {
    private static final String UNRESERVED_MARKS = "-._~";

    private final String name;
    private final String pair;

    QueryParameter(String name, String value) {
        this.name = name;
        this.pair = encoded(name) + "=" + encoded(value);
    }

    /** {@code target} with this parameter last, and none of the same name however it was encoded. */
    String in(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return target + "?" + pair;
        }
        StringBuilder result = new StringBuilder(target.length() + pair.length() + 1).append(target, 0, mark + 1);
        for (String other : target.substring(mark + 1).split("&", -1)) {
            if (!other.isEmpty() && !isNamesake(other)) {
                result.append(other).append('&');
            }
        }
        return result.append(pair).toString();
    }

    private boolean isNamesake(String other) {
        int equals = other.indexOf('=');
        String written = equals < 0 ? other : other.substring(0, equals);
        if (written.indexOf('%') < 0 && written.indexOf('+') < 0) {
            return written.equals(name);
        }
        try {
            return URLDecoder.decode(written, StandardCharsets.UTF_8).equals(name);
        } catch (IllegalArgumentException e) {
            // A broken escape is nobody's name.
            return false;
        }
    }

    /** Everything but unreserved characters as bytes of UTF-8 (RFC 3986 section 2.3). */
    static String encoded(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED_MARKS.indexOf(c) >= 0);
            if (plain) {
                result.append(c);
            } else {
                result.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return result.toString();
    }
}
