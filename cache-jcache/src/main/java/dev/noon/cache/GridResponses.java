package dev.noon.cache;

/** The tier that all nodes share. */
public interface GridResponses extends ResponseTier {
    /** What the grid knows about {@code key}; waits for no more than what is left of {@code patience}. */
    Lookup find(CacheKey key, Patience patience);

    /** Keeps {@code response}; waits for no more than what is left of {@code patience}. */
    void put(CacheKey key, StoredResponse response, Patience patience);

    @Override
    default Lookup find(CacheKey key) {
        return find(key, new Patience());
    }

    @Override
    default void put(CacheKey key, StoredResponse response) {
        put(key, response, new Patience());
    }

    /** Counters since the start. */
    CacheStatistics.Grid statistics();

    /** The tier of a node that has no grid: always away. */
    static GridResponses none() {
        return new NoGrid();
    }
}
