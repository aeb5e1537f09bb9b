package dev.noon.exchange;

import java.util.List;

/** Fields that concern one connection and never pass through a gateway (RFC 9110 section 7.6.1). */
public final class ConnectionFields {
    private ConnectionFields() {}

    /** Whether {@code name} stays on its own connection, whatever {@code Connection} says. */
    public static boolean has(String name) {
        return switch (name.length()) {
                    case 2 -> name.equalsIgnoreCase("TE");
                    case 7 -> name.equalsIgnoreCase("Trailer") || name.equalsIgnoreCase("Upgrade");
                    case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
                    case 14 -> name.equalsIgnoreCase("HTTP2-Settings");
                    case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
                    default -> false;
                }
                || name.regionMatches(true, 0, "Proxy-", 0, 6);
    }

    /** Whether one of the {@code Connection} values names {@code option}. */
    public static boolean names(List<String> connection, String option) {
        for (String value : connection) {
            for (String token : value.split(",", -1)) {
                if (token.strip().equalsIgnoreCase(option)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Removes from {@code headers} every line that one of the {@code Connection} values names. */
    public static void removeNamed(Headers headers, List<String> connection) {
        for (String value : connection) {
            for (String token : value.split(",", -1)) {
                String name = token.strip();
                if (!name.isEmpty()) {
                    headers.remove(name);
                }
            }
        }
    }
}
