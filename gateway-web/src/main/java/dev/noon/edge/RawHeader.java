package dev.noon.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What can only be told from a header as it came over the wire, because the container repairs it: both
 * ways of framing at once, lines without a colon, folded lines, a version that is not spelled as one, a
 * target that names another host than Host.
 */
final class RawHeader {
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = " HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HOST = "host:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int begin;
    private final int limit;
    private boolean length;
    private boolean encoding;
    private String host = "";
    private int characters;

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
    static RawHeader check(ByteBuffer bytes) {
        RawHeader header;
        if (bytes.hasArray()) {
            int begin = bytes.arrayOffset() + bytes.position();
            header = new RawHeader(bytes.array(), begin, begin + bytes.remaining());
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            header = new RawHeader(copy, 0, copy.length);
        }
        header.check();
        return header;
    }

    /**
     * The connector unfolds a folded line where it stands: what it then hands over is shorter than what the line
     * still is, and the line end in it is gone. So lengths are compared.
     *
     * @param parsed how many characters all names and values have, without blanks around them
     * @throws Refusal if there are fewer than the lines have
     */
    void checkUnfolded(int parsed) {
        if (parsed != characters) {
            throw Refusal.malformed("a header line is folded");
        }
    }

    /**
     * The connector takes a trailer for a line of the header if it comes along with that, even one that frames.
     *
     * @param chunked whether there is a Transfer-Encoding
     * @throws Refusal if there was one before
     */
    void checkFramed(boolean chunked) {
        if (encoding && !chunked) {
            throw Refusal.malformed("a trailer frames the body");
        }
    }

    private void check() {
        int start = skipBlankLines();
        int end = lineEnd(start);
        checkVersion(end);
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

    /** The request line ends with it, whatever else the connector would take for one. */
    private void checkVersion(int lineEnd) {
        int end = lineEnd > begin && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        int start = end - VERSION.length - 1;
        boolean good = start > begin && (bytes[end - 1] == '1' || bytes[end - 1] == '0');
        for (int i = 0; good && i < VERSION.length; i++) {
            good = bytes[start + i] == VERSION[i];
        }
        if (!good) {
            throw Refusal.malformed("the version is neither HTTP/1.1 nor HTTP/1.0");
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
        characters += name - 1 + valueLength(colon + 1, end);
        length |= name == CONTENT_LENGTH.length && begins(start, CONTENT_LENGTH);
        encoding |= name == TRANSFER_ENCODING.length && begins(start, TRANSFER_ENCODING);
        if (needHost && name == HOST.length && begins(start, HOST)) {
            host = text(colon + 1, end).strip();
        }
    }

    /** Without the blanks that the connector leaves out: tabs only before the value. */
    private int valueLength(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && (bytes[start] == ' ' || bytes[start] == '\t')) {
            start++;
        }
        while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == '\r')) {
            end--;
        }
        return end - start;
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
