package dev.noon.edge.connector;

import dev.noon.exchange.NormalPath;
import java.nio.charset.StandardCharsets;

/**
 * Which request targets never reach the gateway because the connector or the container answers them, and which others
 * the gateway refuses for the same reason. One pass over the bytes, without a copy unless something is odd.
 */
final class Targets {
    /** What is to be done about a target. */
    enum Verdict {
        /** It gets through. */
        GOOD,
        /** It is malformed. */
        MALFORMED,
        /** It asks for what is the server's own. */
        SERVERS_OWN
    }

    private Targets() {}

    /** Judges the path in {@code bytes} from {@code start} to {@code end}, as it came over the wire. */
    static Verdict judge(byte[] bytes, int start, int end) {
        boolean odd = false;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int octet = octet(bytes, i, end);
                if (octet < 0) {
                    return Verdict.MALFORMED;
                }
                odd |= octet == '\\' || octet == 0 || isNeedless(octet);
            } else {
                odd |= b == '\\' || (b == '-' && i + 1 < end && (bytes[i + 1] | 0x20) == 'i');
            }
        }
        return odd && bytes[start] == '/' ? closely(bytes, start, end) : Verdict.GOOD;
    }

    private static Verdict closely(byte[] bytes, int start, int end) {
        try {
            String raw = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
            String path = NormalPath.keepingSlashes(raw);
            int name = NormalPath.leadingSlashes(path);
            return isAt(name, path, "WEB-INF") || isAt(name, path, "META-INF") ? Verdict.SERVERS_OWN : Verdict.GOOD;
        } catch (IllegalArgumentException e) {
            return Verdict.MALFORMED;
        }
    }

    /** The container decodes a path before it looks at it, so what ends a name may be encoded. */
    private static boolean isAt(int start, String path, String name) {
        int end = start + name.length();
        return path.regionMatches(true, start, name, 0, name.length())
                && (path.length() == end || "/;%".indexOf(path.charAt(end)) >= 0);
    }

    /** What nobody needs to encode, unless to hide it: letters, digits and the slash. */
    private static boolean isNeedless(int octet) {
        return octet == '/' || octet == '-' || octet == '.' || (octet < 128 && Character.isLetterOrDigit(octet));
    }

    private static int octet(byte[] bytes, int at, int end) {
        int high = at + 2 < end ? Character.digit(bytes[at + 1], 16) : -1;
        int low = at + 2 < end ? Character.digit(bytes[at + 2], 16) : -1;
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
