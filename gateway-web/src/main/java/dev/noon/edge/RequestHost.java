package dev.noon.edge;

import java.util.Locale;

/** The host part of an authority: lower case, without port and final dot. */
final class RequestHost {
    private RequestHost() {}

    /**
     * The host that {@code authority} names; empty for an empty authority.
     *
     * @throws Refusal if there is a user, an odd character or a malformed port
     */
    static String of(String authority) {
        int end = hostEnd(authority);
        checkPort(authority, end);
        boolean plain = true;
        for (int i = 0; i < end; i++) {
            char c = authority.charAt(i);
            if (!isHostCharacter(c) && !(authority.charAt(0) == '[' && (c == '[' || c == ']' || c == ':'))) {
                throw Refusal.malformed("the Host has a character that no host name has");
            }
            plain &= c < 'A' || c > 'Z';
        }
        int length = end > 1 && authority.charAt(end - 1) == '.' ? end - 1 : end;
        String host = authority.substring(0, length);
        return plain ? host : host.toLowerCase(Locale.ROOT);
    }

    /** The port that {@code authority}, which has been looked at by {@link #of}, names; 0 if it names none. */
    static int port(String authority) {
        int end = hostEnd(authority) + 1;
        return end >= authority.length() ? 0 : Integer.parseInt(authority, end, authority.length(), 10);
    }

    private static int hostEnd(String authority) {
        if (authority.startsWith("[")) {
            int bracket = authority.indexOf(']');
            if (bracket < 0) {
                throw Refusal.malformed("the Host has an open bracket");
            }
            return bracket + 1;
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority.length() : colon;
    }

    private static void checkPort(String authority, int hostEnd) {
        boolean good = hostEnd == authority.length()
                || (authority.charAt(hostEnd) == ':' && authority.length() - hostEnd <= 6 && hostEnd > 0);
        for (int i = hostEnd + 1; good && i < authority.length(); i++) {
            good = authority.charAt(i) >= '0' && authority.charAt(i) <= '9';
        }
        if (!good) {
            throw Refusal.malformed("the Host has a malformed port");
        }
    }

    private static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }
}
