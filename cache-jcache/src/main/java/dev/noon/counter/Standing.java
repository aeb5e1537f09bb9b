package dev.noon.counter;

/**
 * How a counter stood when somebody looked at it last. Times are milliseconds since the epoch, by the clock of the counters.
 *
 * @param limit which limit; see {@link CounterId#limit(String)}
 * @param identity hash of whose requests it counts; see {@link Whose#hash()}
 * @param client who that is; empty if it may be a secret
 * @param most units that may be used in a window
 * @param left units that nobody had taken
 * @param seenMillis when
 * @param freeMillis when all is free that was used then
 * @param over requests that were over the limit since all was free last
 */
public record Standing(
        String limit,
        String identity,
        String client,
        long most,
        long left,
        long seenMillis,
        long freeMillis,
        long over) {
    private static final int NEAR = 10;
    /** For how long it is worth knowing after all has become free. */
    private static final long LATELY_MILLIS = 10_000;

    /** Units that were used or taken in advance. */
    public long used() {
        return Math.max(0, most - left);
    }

    /** The part of the limit that is used. */
    public double share() {
        return (double) used() / most;
    }

    /** Whether at least nine tenths of the limit are used. */
    public boolean isNear() {
        return left <= most / NEAR;
    }

    /** Whether it says nothing any more about now. */
    boolean isPast(long nowMillis) {
        return nowMillis > Math.max(freeMillis, seenMillis + LATELY_MILLIS);
    }

    /** What this and another know of the same counter: how it stood at the later time, and the requests of both. */
    Standing and(Standing other) {
        Standing later = other.seenMillis < seenMillis ? this : other;
        return new Standing(
                limit, identity, client, later.most, later.left, later.seenMillis, later.freeMillis, over + other.over);
    }
}
