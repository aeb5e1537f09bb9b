package dev.noon.cache;

import java.time.Duration;

/**
 * Which tiers a cache policy uses.
 *
 * @param usesLocal whether entries are kept in this node's heap
 * @param usesGrid whether entries are kept in the grid
 * @param nearMillis how long an entry in the heap answers before the grid is asked whether it is still the one stored there
 */
public record Storage(boolean usesLocal, boolean usesGrid, long nearMillis) {
    /** This node's heap only. */
    public static final Storage LOCAL = new Storage(true, false, Long.MAX_VALUE);

    /** The grid only: every node sees one copy. */
    public static final Storage DISTRIBUTED = new Storage(false, true, Long.MAX_VALUE);

    /** This node's heap in front of the grid, for as long as an entry is fresh. */
    public static final Storage TIERED = new Storage(true, true, Long.MAX_VALUE);

    /** The same, but what is in the heap answers no longer than that without being compared. */
    public Storage within(Duration bound) {
        return new Storage(usesLocal, usesGrid, bound.toMillis());
    }
}
