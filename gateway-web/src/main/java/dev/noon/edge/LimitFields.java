package dev.noon.edge;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Limited;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
        Limited first = limits.get(0);
        if (limits.size() == 1) {
            headers.set("RateLimit-Policy", first.ceiling().policyText());
            headers.set("RateLimit", standing(first));
        } else {
            List<Limited> sorted = limits.stream().sorted(TIGHTEST).toList();
            first = sorted.get(0);
            headers.set(
                    "RateLimit-Policy", listed(sorted, limit -> limit.ceiling().policyText()));
            headers.set("RateLimit", listed(sorted, LimitFields::standing));
        }
        headers.set("X-RateLimit-Limit", first.ceiling().limitText());
        headers.set("X-RateLimit-Remaining", Long.toString(first.left()));
        headers.set("X-RateLimit-Reset", Long.toString(first.resetSeconds()));
        headers.set("X-RateLimit-Identity", first.identity());
        headers.set("X-RateLimit-Type", first.ceiling().type());
    }

    private static String listed(List<Limited> limits, Function<Limited, String> item) {
        return limits.stream().map(item).collect(Collectors.joining(", "));
    }

    private static String standing(Limited limit) {
        return '"' + limit.ceiling().name() + "\";r=" + limit.left() + ";t=" + limit.resetSeconds();
    }
}
