package dev.noon.counter;

import java.util.Optional;

/**
 * That a request was refused, for those who would be refused as well. Immutable.
 *
 * @param untilMillis until when that is certain enough
 * @param retryMillis when as much is free as was wanted
 * @param freeMillis when all is free that was used
 * @param reset number of the command that had emptied the counter last
 */
record Refusal(
        long limit,
        long cost,
        int wording,
        long untilMillis,
        long left,
        long retryMillis,
        long freeMillis,
        long seconds,
        long reset) {
    static final Refusal NONE = new Refusal(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** How long a refusal is repeated without asking, at most: units that a node gives back are seen that much later. */
    private static final long LONGEST_MILLIS = 50;

    static Refusal of(Terms terms, Permit.Counted refused, long nowMillis, long reset) {
        return new Refusal(
                terms.limit(),
                terms.cost(),
                terms.wording(),
                nowMillis + Math.min(LONGEST_MILLIS, refused.retryMillis()),
                refused.left(),
                nowMillis + refused.retryMillis(),
                nowMillis + refused.resetMillis(),
                refused.windowSeconds(),
                reset);
    }

    /** The refusal of another request that takes as much or more; empty if it may be otherwise. */
    Optional<Permit> again(Terms terms, long nowMillis) {
        boolean same = nowMillis < untilMillis
                && nowMillis > untilMillis - 2 * LONGEST_MILLIS
                && terms.wording() == wording
                && terms.limit() == limit
                && terms.cost() >= cost
                && !terms.countsRefused();
        return same
                ? Optional.of(new Permit.Counted(
                        false, left, freeMillis - nowMillis, Math.max(1, retryMillis - nowMillis), seconds))
                : Optional.empty();
    }
}
