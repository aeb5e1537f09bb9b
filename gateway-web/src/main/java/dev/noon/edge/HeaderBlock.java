package dev.noon.edge;

import dev.noon.exchange.Headers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Header lines as they go over the wire (RFC 9112 section 5), made once per reply. What no line may have, a control
 * character, becomes a space; characters beyond ISO 8859-1 become question marks.
 */
final class HeaderBlock {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7f * ONES;
    private static final long HIGH_BITS = ~LOW_BITS;

    /** A colon, a blank and an end of line. */
    private static final int AROUND_VALUE = 4;

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
        byte[] bytes = new byte[length(headers)];
        int date = date(headers);
        int dateEnd = put(bytes, 0, headers, date);
        int first = first(headers, date);
        int end = put(bytes, dateEnd, headers, first);
        for (int i = 0; i < headers.size(); i++) {
            if (i != date && i != first) {
                end = put(bytes, end, headers, i);
            }
        }
        return new HeaderBlock(
                end == bytes.length ? bytes : Arrays.copyOf(bytes, end),
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

    /** The most bytes it takes: two characters that stand for one are one question mark. */
    private static int length(Headers headers) {
        int length = 0;
        for (int i = 0; i < headers.size(); i++) {
            length += headers.name(i).length() + headers.value(i).length() + AROUND_VALUE;
        }
        return length;
    }

    /** Writes a line from {@code at} on, if there is one; where it ends. */
    private static int put(byte[] bytes, int at, Headers headers, int line) {
        if (line < 0) {
            return at;
        }
        int end = put(bytes, at, headers.name(line));
        bytes[end++] = ':';
        bytes[end++] = ' ';
        end = put(bytes, end, headers.value(line));
        bytes[end++] = '\r';
        bytes[end++] = '\n';
        return end;
    }

    private static int put(byte[] bytes, int at, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        return at + encoded.length;
    }

    /** How many control characters there are. Eight at a time: each reply has some hundred characters, and each is looked at. */
    private static int controls(byte[] bytes) {
        int controls = 0;
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            long atLeastBlank = (eight & LOW_BITS) + (0x80 - ' ') * ONES | eight;
            long other = eight ^ LOW_BITS;
            long notDelete = (other & LOW_BITS) + LOW_BITS | other;
            controls += Long.bitCount(~(atLeastBlank & notDelete) & HIGH_BITS);
        }
        for (; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            controls += c < ' ' || c == 127 ? 1 : 0;
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
