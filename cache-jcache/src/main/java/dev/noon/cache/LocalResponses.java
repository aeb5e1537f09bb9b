package dev.noon.cache;

/** The tier in this node's heap. */
public interface LocalResponses extends ResponseTier {
    /**
     * Like {@link #find(CacheKey)}, but what was put there longer ago than {@code nearMillis} is fresh no more, and has been stale
     * since that time was over.
     */
    Lookup find(CacheKey key, long nearMillis);

    @Override
    default Lookup find(CacheKey key) {
        return find(key, Long.MAX_VALUE);
    }

    /** Forgets what is kept under {@code key}; says whether there was anything. */
    boolean forget(CacheKey key);

    /** Forgets every entry that belongs to {@code proxy}; walks all entries, so it is for sweeping up, not for correctness. */
    void dropProxy(String proxy);

    /** Forgets every entry. */
    void dropAll();

    /**
     * Whether a response that could be served is kept under {@code key}, which is of a generation before the one that is asked for.
     * If that generation is dead here, it is forgotten.
     */
    boolean buries(CacheKey key);

    /** Gives back the memory of entries whose stay is over or whose generation is dead, a few at a time. */
    void sweep();

    /** Gauges and counters since the start. */
    CacheStatistics.Local statistics();
}
