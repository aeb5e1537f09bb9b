package dev.noon.cache;

import java.util.function.Consumer;

/** The tier that all nodes share. */
public interface GridResponses extends ResponseTier {
    /** What the grid knows about {@code key}; waits for no more than what is left of {@code patience}. */
    Lookup find(CacheKey key, Patience patience);

    /** Keeps {@code response}; waits for no more than what is left of {@code patience}. */
    void put(CacheKey key, StoredResponse response, Patience patience);

    /**
     * Puts {@code end} in the place of what is kept under {@code key}, and tells the other nodes.
     *
     * @return whether the grid has said within its budget that it is there
     */
    boolean end(CacheKey key, StoredResponse end);

    /** Tells the other nodes that what they keep under {@code key} holds no more; never blocks. */
    void tell(CacheKey key);

    /** Forgets what is kept under {@code key}, some time soon; never blocks. */
    void forget(CacheKey key);

    /** Hands over what other nodes tell, on a thread that must not be held up; some may be missed. */
    void listen(Consumer<CacheKey> listener);

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
