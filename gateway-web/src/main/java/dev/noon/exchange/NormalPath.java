package dev.noon.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The one normal form of a path: percent-encoding in upper case and only where RFC 3986 asks for it,
 * no empty segment but a last one, no {@code .} segment. What could be read in two ways is refused:
 * encoded backslashes, {@code ..} in any spelling, double encoding, control characters, bytes that are not UTF-8; and
 * encoded slashes, unless they are asked to be kept: then {@code %2F} is a part of its segment, in which
 * {@code .} and {@code ..} may not stand between such slashes either.
 */
public final class NormalPath {
    private static final int PLAIN = 1;
    private static final int ENCODE = 2;
    private static final byte[] CLASSES = classes();
    private static final String HEX = "0123456789ABCDEF";
    private static final String SLASH = "%2F";

    /** Why a path is refused that has an encoded slash. */
    public static final String SLASH_REFUSED = "the path has an encoded slash or backslash";

    private final String raw;
    private final boolean keepsSlashes;
    private final StringBuilder out;
    private final byte[] encoded;
    private int encodedBytes;

    private NormalPath(String raw, boolean keepsSlashes) {
        this.raw = raw;
        this.keepsSlashes = keepsSlashes;
        this.out = new StringBuilder(raw.length() + 16);
        this.encoded = new byte[raw.length() / 3 + 1];
    }

    /**
     * The normal form of {@code raw}, a path as the client wrote it, without encoded slashes.
     *
     * @throws IllegalArgumentException if the path could be read in two ways
     */
    public static String of(String raw) {
        return of(raw, false);
    }

    /**
     * The normal form of {@code raw}, in which encoded slashes stay as they are, in upper case. Whoever gets it must ask
     * {@link #hasEncodedSlash} before it goes anywhere.
     *
     * @throws IllegalArgumentException if the path could be read in two ways, but for its encoded slashes
     */
    public static String keepingSlashes(String raw) {
        return of(raw, true);
    }

    /** Whether {@code path}, in normal form, has an encoded slash. */
    public static boolean hasEncodedSlash(String path) {
        int percent = path.indexOf('%');
        return percent >= 0 && path.indexOf(SLASH, percent) >= 0;
    }

    /** How many characters at the beginning of {@code path}, in normal form, are slashes, encoded ones among them. */
    public static int leadingSlashes(String path) {
        int end = 0;
        while (path.startsWith("/", end) || path.startsWith(SLASH, end)) {
            end += path.charAt(end) == '/' ? 1 : SLASH.length();
        }
        return end;
    }

    private static String of(String raw, boolean keepsSlashes) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw new IllegalArgumentException("the path must begin with a slash");
        }
        return isNormal(raw) ? raw : new NormalPath(raw, keepsSlashes).rewrite();
    }

    private static boolean isNormal(String raw) {
        char before = 'x';
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= 128 || CLASSES[c] != PLAIN || (before == '/' && (c == '/' || c == '.'))) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private String rewrite() {
        int i = 0;
        while (i < raw.length()) {
            i = raw.charAt(i) == '%' ? decode(i) : copy(i);
        }
        flushEncoded();
        refuseDoubleEncoding();
        return withoutOddSegments(out);
    }

    private int copy(int at) {
        flushEncoded();
        char c = raw.charAt(at);
        if (c >= 128 || CLASSES[c] == 0) {
            throw new IllegalArgumentException("the path has a character that must be percent-encoded");
        }
        if (CLASSES[c] == PLAIN) {
            out.append(c);
        } else {
            percent(c);
        }
        return at + 1;
    }

    private int decode(int at) {
        int octet = octet(at);
        if (octet < 0x20 || octet == 0x7f) {
            throw new IllegalArgumentException("the path has an encoded control character");
        }
        if (octet == '\\' || (octet == '/' && !keepsSlashes)) {
            throw new IllegalArgumentException(SLASH_REFUSED);
        }
        if (octet >= 128) {
            encoded[encodedBytes++] = (byte) octet;
        } else {
            flushEncoded();
            appendOctet(octet);
        }
        return at + 3;
    }

    private void appendOctet(int octet) {
        if (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0) {
            out.append((char) octet);
        } else {
            percent(octet);
        }
    }

    private int octet(int at) {
        int high = hex(raw, at + 1);
        int low = hex(raw, at + 2);
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("the path has a malformed percent-encoding");
        }
        return high << 4 | low;
    }

    private static int hex(CharSequence text, int at) {
        return at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
    }

    private void percent(int octet) {
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
    }

    private void flushEncoded() {
        if (encodedBytes == 0) {
            return;
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(encodedBytes);
        if (utf8.decode(ByteBuffer.wrap(encoded, 0, encodedBytes), decoded, true)
                .isError()) {
            throw new IllegalArgumentException("the path is not UTF-8");
        }
        for (int i = 0; i < encodedBytes; i++) {
            percent(encoded[i] & 0xff);
        }
        encodedBytes = 0;
    }

    /** Looks at what has come out: the digits behind a percent sign may have been encoded themselves. */
    private void refuseDoubleEncoding() {
        for (int at = out.indexOf("%25"); at >= 0; at = out.indexOf("%25", at + 3)) {
            if (hex(out, at + 3) >= 0 && hex(out, at + 4) >= 0) {
                throw new IllegalArgumentException("the path is encoded twice");
            }
        }
    }

    private static String withoutOddSegments(StringBuilder path) {
        StringBuilder clean = new StringBuilder(path.length());
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf("/", start);
            int end = slash < 0 ? path.length() : slash;
            appendSegment(clean, path.substring(start, end), slash < 0);
            start = end + 1;
        }
        return clean.toString();
    }

    private static void appendSegment(StringBuilder clean, String segment, boolean last) {
        String name = name(segment);
        if (segment.contains(SLASH)) {
            refuseDotsIn(segment);
        }
        if (name.equals("..") || (name.equals(".") && segment.length() > 1)) {
            throw new IllegalArgumentException("the path has a .. segment");
        }
        if (name.equals(".") || segment.isEmpty()) {
            clean.append(last ? "/" : "");
        } else {
            clean.append('/').append(segment);
        }
    }

    private static String name(String segment) {
        int parameters = segment.indexOf(';');
        return parameters < 0 ? segment : segment.substring(0, parameters);
    }

    /** Whoever takes encoded slashes for slashes must not be led anywhere else by them. */
    private static void refuseDotsIn(String segment) {
        for (String piece : segment.split(SLASH, -1)) {
            if (name(piece).equals(".") || name(piece).equals("..")) {
                throw new IllegalArgumentException("the path has a . or .. beside an encoded slash");
            }
        }
    }

    /** What may stand unencoded (pchar and slash), what browsers leave unencoded, and what is refused. */
    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = '!'; c < 127; c++) {
            classes[c] = Character.isLetterOrDigit(c) || "-._~!$&'()*+,;=:@/".indexOf(c) >= 0 ? (byte) PLAIN : 0;
        }
        for (char c : "\"<>[]^`{|}".toCharArray()) {
            classes[c] = ENCODE;
        }
        return classes;
    }
}
