package dev.noon.cache;

/** The tier that all nodes share. */
public interface GridResponses extends ResponseTier {
    /** Counters since the start. */
    CacheStatistics.Grid statistics();

    /** The tier of a node that has no grid: always away. */
    static GridResponses none() {
        return new NoGrid();
    }
}
