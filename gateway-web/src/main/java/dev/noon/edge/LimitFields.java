package dev.noon.edge;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Limited;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells a client how the limits stand that counted its request: the fields of the IETF draft "RateLimit header fields for HTTP"
 * (revision 10), and those that were usual before it. Of several limits the one with the least left comes first, and the older fields
 * are about that one alone.
 */
final class LimitFields {
    private static final Comparator<Limited> TIGHTEST = Comparator.comparingLong(Limited::left);

    private LimitFields() {}

    /** Puts them in the place of what stands in {@code headers}; nothing if there are no limits. */
    static void put(List<Limited> limits, Headers headers) {
        if (limits.isEmpty()) {
            return;
        }
        List<Limited> sorted =
                limits.size() == 1 ? limits : limits.stream().sorted(TIGHTEST).toList();
        Limited first = sorted.get(0);
        headers.set("RateLimit-Policy", sorted.stream().map(LimitFields::policy).collect(Collectors.joining(", ")));
        headers.set("RateLimit", sorted.stream().map(LimitFields::standing).collect(Collectors.joining(", ")));
        headers.set("X-RateLimit-Limit", Long.toString(first.limit()));
        headers.set("X-RateLimit-Remaining", Long.toString(first.left()));
        headers.set("X-RateLimit-Reset", Long.toString(first.resetSeconds()));
        headers.set("X-RateLimit-Identity", first.identity());
        headers.set("X-RateLimit-Type", first.type());
    }

    /** Names of policies have no quotation marks. */
    private static String policy(Limited limit) {
        return '"' + limit.name() + "\";q=" + limit.limit() + ";w=" + limit.windowSeconds();
    }

    private static String standing(Limited limit) {
        return '"' + limit.name() + "\";r=" + limit.left() + ";t=" + limit.resetSeconds();
    }
}
