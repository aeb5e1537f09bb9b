package dev.noon.cache;

/** Where an answer was found; the lower-case name is the {@code detail} of {@code Cache-Status}. */
public enum Tier {
    /** This node's heap. */
    LOCAL,
    /** The grid. */
    GRID
}
