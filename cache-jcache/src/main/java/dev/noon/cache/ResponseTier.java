package dev.noon.cache;

/**
 * One place that keeps responses. Implementations judge what they find with {@link Freshness}, are
 * thread-safe, never throw because of what they keep or where they keep it, and do not block longer
 * than the grid budget.
 */
public interface ResponseTier {
    /** What this tier knows about {@code key}. */
    Lookup find(CacheKey key);

    /** Keeps {@code response} for what is left of its life, in place of what was kept under {@code key}. */
    void put(CacheKey key, StoredResponse response);

    /** Forgets what is kept under {@code key}. */
    void drop(CacheKey key);
}
