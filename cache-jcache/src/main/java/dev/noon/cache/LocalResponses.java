package dev.noon.cache;

/** The tier in this node's heap. */
public interface LocalResponses extends ResponseTier {
    /** Forgets every entry that belongs to {@code proxy}; walks all entries, so it is for sweeping up, not for correctness. */
    void dropProxy(String proxy);

    /** Forgets every entry. */
    void dropAll();

    /** Gives back the memory of entries whose life is over. */
    void sweep();

    /** Gauges and counters since the start. */
    CacheStatistics.Local statistics();
}
