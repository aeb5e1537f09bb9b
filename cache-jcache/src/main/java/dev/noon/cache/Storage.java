package dev.noon.cache;

/** Which tiers a cache policy uses. */
public enum Storage {
    /** This node's heap only. */
    LOCAL,
    /** The grid only: every node sees one copy. */
    DISTRIBUTED,
    /** This node's heap in front of the grid. */
    TIERED;

    /** Whether entries are kept in this node's heap. */
    public boolean usesLocal() {
        return this != DISTRIBUTED;
    }

    /** Whether entries are kept in the grid. */
    public boolean usesGrid() {
        return this != LOCAL;
    }
}
