package dev.noon.exchange;

import java.util.Locale;

/** What the cache had to do with a reply; the lower-case name is the metric label. */
public enum CacheVerdict {
    /** The route has no cache policy. */
    NONE,
    /** Answered from this node's heap. */
    HIT_LOCAL,
    /** Answered from the grid. */
    HIT_GRID,
    /** Answered with something that is fresh no more. */
    HIT_STALE,
    /** Answered with what another request fetched meanwhile. */
    COLLAPSED,
    /** Answered with what was stored, after the upstream said that it still holds. */
    REVALIDATED,
    /** Fetched: nothing was stored. */
    MISS,
    /** Fetched: what was stored had outlived its life. */
    STALE,
    /** Fetched: the policy does not answer this method. */
    METHOD,
    /** Fetched: the request must not be answered from the cache. */
    BYPASS;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The verdict as metrics spell it, for example {@code hit-local}. */
    public String label() {
        return label;
    }
}
