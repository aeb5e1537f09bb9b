package dev.noon.cache;

/** Why the local tier has let go of an entry. */
public enum Eviction {
    /** Others needed its room more. */
    SIZE(CacheCount.EVICTED_BY_SIZE),
    /** Its stay was over. */
    EXPIRY(CacheCount.EVICTED_BY_EXPIRY),
    /** It was purged. */
    EXPLICIT(CacheCount.EVICTED_EXPLICITLY),
    /** Nobody can ask for it any more: its proxy has another generation by now, or is gone. */
    GENERATION(CacheCount.EVICTED_BY_GENERATION);

    private final CacheCount count;

    Eviction(CacheCount count) {
        this.count = count;
    }

    CacheCount count() {
        return count;
    }
}
