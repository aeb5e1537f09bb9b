package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much may pass in one window.
 *
 * @param limit units for whoever is in none of the tiers; 1 to {@link #MOST}
 * @param tiers other limits for some
 * @param cost units that one request takes; 1 to {@link #MOST_COST}, and at most the smallest limit
 */
public record Allowance(long limit, Optional<Tiers> tiers, int cost) {
    /** The largest limit: its counters and their sums stay far from overflow, and headers may show it. */
    public static final long MOST = 1_000_000_000_000L;

    /** The largest cost of a request. */
    public static final int MOST_COST = 1_000_000;

    public Allowance {
        Guard.check("limit", fault(limit));
        if (cost < 1 || cost > MOST_COST) {
            throw new IllegalArgumentException("cost is " + cost + "; expected a whole number from 1 to " + MOST_COST);
        }
        Guard.check("cost", costFault(cost, limits(limit, tiers)));
    }

    /** What is wrong with a limit. */
    public static Optional<String> fault(long limit) {
        return limit >= 1 && limit <= MOST
                ? Optional.empty()
                : Optional.of("is " + limit + "; expected a whole number from 1 to " + MOST);
    }

    /** What is wrong with a cost that is right in itself, beside these limits. */
    public static Optional<String> costFault(int cost, Map<String, Long> limits) {
        return limits.entrySet().stream()
                .filter(limit -> cost > limit.getValue())
                .findFirst()
                .map(limit -> "is " + cost + "; expected at most " + limit.getKey() + ", which is " + limit.getValue()
                        + ": not one request would pass");
    }

    /** Every limit by where it is written, for example {@code tiers.values.gold}. */
    public Map<String, Long> limits() {
        return limits(limit, tiers);
    }

    private static Map<String, Long> limits(long limit, Optional<Tiers> tiers) {
        Map<String, Long> limits = new LinkedHashMap<>();
        limits.put("limit", limit);
        tiers.ifPresent(some -> limits.putAll(some.limits()));
        return limits;
    }
}
