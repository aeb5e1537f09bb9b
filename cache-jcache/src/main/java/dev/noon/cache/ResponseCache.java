package dev.noon.cache;

/**
 * Responses under keys, in the tiers that the caller's policy names. Thread-safe. The calls that share a {@link Patience}
 * together block no longer than the grid budget (50 ms); a grid that is away is a {@link Lookup.Miss}, never an exception.
 */
public interface ResponseCache {
    /** Looks in the local tier first where {@code storage} has one, then in the grid. */
    Lookup find(CacheKey key, Storage storage, Patience patience);

    /** Like {@link #find(CacheKey, Storage, Patience)}, for a call that stands alone. */
    default Lookup find(CacheKey key, Storage storage) {
        return find(key, storage, new Patience());
    }

    /**
     * Stores in every tier of {@code storage}. When this returns, every node that can reach the grid
     * sees the entry, unless the budget ran out.
     */
    void put(CacheKey key, StoredResponse response, Storage storage, Patience patience);

    /** Like {@link #put(CacheKey, StoredResponse, Storage, Patience)}, for a call that stands alone. */
    default void put(CacheKey key, StoredResponse response, Storage storage) {
        put(key, response, storage, new Patience());
    }

    /** What the purges so far leave of {@code response}, which was found under {@code key} or beneath it, perhaps long ago. */
    Stamps.Verdict judge(CacheKey key, StoredResponse response);

    /**
     * The operation sequence that this node has applied. A fill reads it before it calls the
     * upstream and stores it with the response, so that a purge fences fills in flight.
     */
    long operation();

    /**
     * Puts {@code end} in the place of what is stored under {@code key}, whose origin has changed it, and tells the other nodes: what
     * they have of it in their heaps goes, soon, and what they are fetching is not stored. A node that is not reached keeps its copy
     * for as long as it is fresh, or as its policy compares it.
     *
     * @return whether the grid has confirmed it
     */
    boolean end(CacheKey key, StoredResponse end, Storage storage);

    /** Number of the last {@link #end} that this node has heard of. A fill reads it before it calls the upstream. */
    long changes();

    /** Whether {@code key} has ended since that number was read: what was fetched may be what was there before. */
    boolean hasEnded(CacheKey key, long changes);
}
