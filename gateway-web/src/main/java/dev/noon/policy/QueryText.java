package dev.noon.policy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads parameters out of a raw query. Names and values are compared as they are written, with
 * percent-encoded letters, digits and {@code -._~} decoded and other encodings in upper case.
 */
public final class QueryText {
    private static final String UNRESERVED_MARKS = "-._~";

    private QueryText() {}

    /** The value of the first parameter called {@code name}; empty text if it has no equals sign. */
    public static Optional<String> first(String query, String name) {
        int start = 0;
        while (start <= query.length()) {
            int end = end(query, start);
            String pair = normal(query.substring(start, end));
            int equals = pair.indexOf('=');
            if ((equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return Optional.of(equals < 0 ? "" : pair.substring(equals + 1));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** Every value of the parameters called {@code name}, both decoded: UTF-8, and {@code +} is a space. */
    public static List<String> decoded(String query, String name) {
        List<String> values = new ArrayList<>(1);
        for (int start = 0; start <= query.length(); start = end(query, start) + 1) {
            String pair = query.substring(start, end(query, start));
            int equals = pair.indexOf('=');
            if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                values.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /** What a form's text stands for: UTF-8, and {@code +} is a space; what is malformed stays as it is. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '%' && i + 2 < text.length() ? octet(text, i) : -1;
            bytes.write(octet >= 0 ? octet : c == '+' ? ' ' : c);
            i += octet >= 0 ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Where the parameter that begins at {@code start} ends. */
    public static int end(String query, int start) {
        int ampersand = query.indexOf('&', start);
        return ampersand < 0 ? query.length() : ampersand;
    }

    /** {@code text} with its percent-encoding in normal form; malformed encodings stay as they are. */
    public static String normal(String text) {
        return text.indexOf('%') < 0 ? text : decodeUnreserved(text);
    }

    private static String decodeUnreserved(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = text.charAt(i) == '%' && i + 2 < text.length() ? octet(text, i) : -1;
            if (octet < 0) {
                normal.append(text.charAt(i));
            } else if (isUnreserved(octet)) {
                normal.append((char) octet);
                i += 2;
            } else {
                normal.append('%')
                        .append(Character.toUpperCase(text.charAt(i + 1)))
                        .append(Character.toUpperCase(text.charAt(i + 2)));
                i += 2;
            }
        }
        return normal.toString();
    }

    private static int octet(String text, int at) {
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUnreserved(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || (octet < 128 && UNRESERVED_MARKS.indexOf(octet) >= 0);
    }
}
