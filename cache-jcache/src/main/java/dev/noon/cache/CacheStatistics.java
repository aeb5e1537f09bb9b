package dev.noon.cache;

/** What the tiers of a node hold, and what became of what they held, at one moment. */
public record CacheStatistics(Local local, Grid grid, Behind behind) {
    /**
     * The local tier. Counters only rise; {@code entries} and {@code bytes} are gauges.
     *
     * @param entries entries held: what is over counts until it is found or swept
     * @param bytes what they weigh
     * @param evictedBySize entries pushed out by others
     * @param evictedByExpiry entries whose stay was over
     * @param evictedExplicitly entries dropped because of a purge
     * @param evictedByGeneration entries whose generation was dead
     */
    public record Local(
            long entries,
            long bytes,
            long evictedBySize,
            long evictedByExpiry,
            long evictedExplicitly,
            long evictedByGeneration) {}

    /**
     * The grid tier.
     *
     * @param timeouts calls that were not answered within the budget
     * @param failures calls that the grid refused or could not make
     * @param skipped calls that were not made because the member had not answered before
     * @param damaged values that could not be read
     */
    public record Grid(long timeouts, long failures, long skipped, long damaged) {
        /** No grid, no figures. */
        public static final Grid NOTHING = new Grid(0, 0, 0, 0);
    }

    /**
     * Copies in the heap that turned out to have been replaced in the grid while they still answered.
     *
     * @param times how long they had been
     * @param longestMillis the longest of those times
     */
    public record Behind(FillTimes times, long longestMillis) {}

    /**
     * What one tier of this node holds of one scope.
     *
     * @param entries how many
     * @param bytes what they weigh; -1 if that is not known
     */
    public record Held(long entries, long bytes) {
        /** Nothing. */
        public static final Held NOTHING = new Held(0, 0);
    }
}
