package dev.noon.policy.ban;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Somebody who is not served for a time.
 *
 * @param id hash of who it is and where, 32 hexadecimal digits
 * @param owner the definition whose policy has banned it, for example {@code ApiProxy/loans}
 * @param client who it is, if that may be shown; else empty
 * @param sinceMillis when it began, since the epoch
 * @param untilMillis when it ends, since the epoch
 * @param node the node that has banned it
 */
public record Ban(String id, String owner, String client, long sinceMillis, long untilMillis, String node) {
    private static final String BETWEEN = ",";

    /** Whether it is in force. */
    boolean holds(long nowMillis) {
        return nowMillis < untilMillis;
    }

    /** The ban as the grid has it; neither spaces nor ends of lines are in it. */
    String text() {
        return String.join(
                BETWEEN,
                id,
                encoded(owner),
                encoded(client),
                Long.toString(sinceMillis),
                Long.toString(untilMillis),
                encoded(node));
    }

    /** The ban in {@code text}; empty if it is none. */
    static Optional<Ban> of(String text) {
        String[] parts = text.split(BETWEEN, -1);
        try {
            return parts.length == 6
                    ? Optional.of(new Ban(
                            parts[0],
                            decoded(parts[1]),
                            decoded(parts[2]),
                            Long.parseLong(parts[3]),
                            Long.parseLong(parts[4]),
                            decoded(parts[5])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
