package dev.noon.edge;

import dev.noon.exchange.Headers;
import java.nio.charset.StandardCharsets;

/**
 * Header lines as they go over the wire (RFC 9112 section 5), made once per reply. What no line may have, a control
 * character, becomes a space; characters beyond ISO 8859-1 become question marks.
 */
final class HeaderBlock {
    private static final int USUAL_BYTES = 512;
    private static final int DATE_NAME = "Date".length();

    private final byte[] bytes;
    private final int dateEnd;
    private final int nameEnd;

    private HeaderBlock(byte[] bytes, int dateEnd, int nameEnd) {
        this.bytes = bytes;
        this.dateEnd = dateEnd;
        this.nameEnd = nameEnd;
    }

    /**
     * Every line; the one with the date first, if there is one, since the connector looks for it and adds its own.
     *
     * @param headers at least one line
     */
    static HeaderBlock of(Headers headers) {
        HeaderBlock block = asTheyAre(headers);
        return controls(block.bytes) > 2 * headers.size() ? asTheyAre(clean(headers)) : block;
    }

    private static HeaderBlock asTheyAre(Headers headers) {
        StringBuilder text = new StringBuilder(USUAL_BYTES);
        int date = date(headers);
        add(text, headers, date);
        int dateEnd = text.length();
        int first = first(headers, date);
        add(text, headers, first);
        for (int i = 0; i < headers.size(); i++) {
            if (i != date && i != first) {
                add(text, headers, i);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new HeaderBlock(
                bytes,
                dateEnd,
                first < 0 ? dateEnd : dateEnd + headers.name(first).length());
    }

    /** All lines, each with its end. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the first line is the date. */
    boolean hasDate() {
        return dateEnd > 0;
    }

    /** Where the name of the date ends, exclusive; its line begins at 0. */
    int dateNameEnd() {
        return DATE_NAME;
    }

    /** Where the line with the date ends, with its end: there the others begin. 0 if there is none. */
    int dateEnd() {
        return dateEnd;
    }

    /** Whether there are lines other than the date. */
    boolean hasOthers() {
        return nameEnd > dateEnd;
    }

    /** Where the name in the first of the other lines ends, exclusive. */
    int nameEnd() {
        return nameEnd;
    }

    /** Where the value in the last line ends, exclusive. */
    int end() {
        return bytes.length - 2;
    }

    private static int date(Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.length() == DATE_NAME && name.equalsIgnoreCase("Date")) {
                return i;
            }
        }
        return -1;
    }

    /** The connector looks at some lines by their names: what it sees as the first of the others should be ours. */
    private static int first(Headers headers, int date) {
        int first = -1;
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.name(i).equals("Noon-Revision")) {
                return i;
            }
            first = i == date ? first : i;
        }
        return first;
    }

    private static void add(StringBuilder text, Headers headers, int line) {
        if (line >= 0) {
            text.append(headers.name(line))
                    .append(": ")
                    .append(headers.value(line))
                    .append("\r\n");
        }
    }

    /** How many control characters there are, without branches: replies have some hundred characters. */
    private static int controls(byte[] bytes) {
        int controls = 0;
        for (byte signed : bytes) {
            int c = signed & 0xff;
            controls += ((c - ' ') >>> 31) + (((c ^ 127) - 1) >>> 31);
        }
        return controls;
    }

    private static Headers clean(Headers headers) {
        Headers clean = new Headers();
        for (int i = 0; i < headers.size(); i++) {
            clean.add(clean(headers.name(i)), clean(headers.value(i)));
        }
        return clean;
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                clean.setCharAt(i, ' ');
            }
        }
        return clean.toString();
    }
}
