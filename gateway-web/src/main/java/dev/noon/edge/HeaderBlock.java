package dev.noon.edge;

import dev.noon.exchange.Headers;

/**
 * Header lines as they go over the wire (RFC 9112 section 5), made once per reply. What no line may have, a control
 * character, becomes a space; characters beyond ISO 8859-1 become question marks.
 */
final class HeaderBlock {
    private final byte[] bytes;
    private final int nameEnd;
    private int used;

    private HeaderBlock(int size, int nameEnd) {
        this.bytes = new byte[size];
        this.nameEnd = nameEnd;
    }

    /**
     * Every line; the one with the date first, if there is one, since the connector looks for it and adds its own.
     *
     * @param headers at least one line
     */
    static HeaderBlock of(Headers headers) {
        int first = first(headers);
        HeaderBlock block = new HeaderBlock(size(headers), headers.name(first).length());
        block.add(headers, first);
        for (int i = 0; i < headers.size(); i++) {
            if (i != first) {
                block.add(headers, i);
            }
        }
        return block;
    }

    /** All lines, each with its end; what lies behind {@link #end} means nothing. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the name in the first line ends, exclusive. */
    int nameEnd() {
        return nameEnd;
    }

    /** Where the value in the first line begins. */
    int valueStart() {
        return nameEnd + 2;
    }

    /** Where the value in the last line ends, exclusive. */
    int end() {
        return used - 2;
    }

    /** The connector looks at some lines by their names: what it sees as the first one must be the date, or one of ours. */
    private static int first(Headers headers) {
        int first = 0;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.length() == 4 && name.equalsIgnoreCase("Date")) {
                return i;
            }
            if (name.equals("Noon-Revision")) {
                first = i;
            }
        }
        return first;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (int i = 0; i < headers.size(); i++) {
            size += headers.name(i).length() + headers.value(i).length() + 4;
        }
        return size;
    }

    private void add(Headers headers, int line) {
        text(headers.name(line));
        bytes[used++] = ':';
        bytes[used++] = ' ';
        text(headers.value(line));
        bytes[used++] = '\r';
        bytes[used++] = '\n';
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[used + i] = (byte) (c >= ' ' && c < 127 || c == '\t' ? c : other(c));
        }
        used += text.length();
    }

    private static char other(char c) {
        if (c > 255) {
            return '?';
        }
        return c < ' ' || c == 127 ? ' ' : c;
    }
}
