package dev.noon.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What can only be told from a header as it came over the wire, because the container repairs it: both
 * ways of framing at once, lines without a colon, a target that names another host than Host.
 */
final class RawHeader {
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HOST = "host:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int begin;
    private final int limit;
    private boolean length;
    private boolean encoding;
    private String host = "";

    private RawHeader(byte[] bytes, int begin, int limit) {
        this.bytes = bytes;
        this.begin = begin;
        this.limit = limit;
    }

    /**
     * Checks a request line and the header lines after it.
     *
     * @throws Refusal if they can be read in two ways
     */
    static void check(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            int begin = bytes.arrayOffset() + bytes.position();
            new RawHeader(bytes.array(), begin, begin + bytes.remaining()).check();
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            new RawHeader(copy, 0, copy.length).check();
        }
    }

    private void check() {
        int start = skipBlankLines();
        int end = lineEnd(start);
        String authority = authority(start, end);
        int line = end + 1;
        while (line < limit && bytes[line] != '\r' && bytes[line] != '\n') {
            int lineEnd = lineEnd(line);
            checkLine(line, lineEnd, !authority.isEmpty());
            line = lineEnd + 1;
        }
        if (length && encoding) {
            throw Refusal.malformed("there are both Content-Length and Transfer-Encoding");
        }
        if (!authority.isEmpty() && !authority.equalsIgnoreCase(host)) {
            throw Refusal.malformed("the target's authority differs from Host");
        }
    }

    private void checkLine(int start, int end, boolean needHost) {
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        if (colon == end || colon == start || bytes[start] == ' ' || bytes[start] == '\t') {
            throw Refusal.malformed("a header line is not a name, a colon and a value");
        }
        int name = colon + 1 - start;
        length |= name == CONTENT_LENGTH.length && begins(start, CONTENT_LENGTH);
        encoding |= name == TRANSFER_ENCODING.length && begins(start, TRANSFER_ENCODING);
        if (needHost && name == HOST.length && begins(start, HOST)) {
            host = text(colon + 1, end).strip();
        }
    }

    /** The authority of a target in absolute form; empty in any other form. */
    private String authority(int start, int end) {
        int target = start;
        while (target < end && bytes[target] != ' ') {
            target++;
        }
        if (target + 1 >= end || bytes[target + 1] == '/' || bytes[target + 1] == '*') {
            return "";
        }
        String line = text(target + 1, end);
        int scheme = line.indexOf("://");
        if (scheme < 0) {
            return "";
        }
        int authorityEnd = scheme + 3;
        while (authorityEnd < line.length() && "/?# ".indexOf(line.charAt(authorityEnd)) < 0) {
            authorityEnd++;
        }
        return line.substring(scheme + 3, authorityEnd);
    }

    private int skipBlankLines() {
        int start = begin;
        while (start < limit && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        return start;
    }

    private int lineEnd(int start) {
        int end = start;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean begins(int start, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            int b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
