package dev.noon.cache;

/**
 * Responses under keys, in the tiers that the caller's policy names. Thread-safe. No call blocks
 * longer than the grid budget (50 ms); a grid that is away is a {@link Lookup.Miss}, never an
 * exception.
 */
public interface ResponseCache {
    /** Looks in the local tier first where {@code storage} has one, then in the grid. */
    Lookup find(CacheKey key, Storage storage);

    /**
     * Stores in every tier of {@code storage}. When this returns, every node that can reach the grid
     * sees the entry, unless the budget ran out.
     */
    void put(CacheKey key, StoredResponse response, Storage storage);

    /**
     * The operation sequence that this node has applied. A fill reads it before it calls the
     * upstream and stores it with the response, so that a purge fences fills in flight.
     */
    long operation();
}
