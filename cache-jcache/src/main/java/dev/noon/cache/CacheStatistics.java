package dev.noon.cache;

import java.util.Map;

/**
 * What the cache did since the node started, at one moment. Counters only rise; {@code entries} and
 * {@code bytes} are gauges.
 *
 * @param scopes lookups and stores of each scope that holds responses; unmodifiable
 */
public record CacheStatistics(Map<Scope, Lookups> scopes, Local local, Grid grid) {
    public CacheStatistics {
        scopes = Map.copyOf(scopes);
    }

    /** The figures of {@code scope}; all zero for a scope that holds no responses. */
    public Lookups of(Scope scope) {
        return scopes.getOrDefault(scope, Lookups.NOTHING);
    }

    /**
     * Lookups by their outcome; their sum is the number of lookups.
     *
     * @param localHits fresh, from the heap
     * @param gridHits fresh, from the grid
     * @param stale found after the end of their life
     * @param purged found and void
     * @param absent nothing found
     * @param gridAway nothing found, and the grid could not be asked
     * @param stores responses handed to the tiers
     */
    public record Lookups(
            long localHits, long gridHits, long stale, long purged, long absent, long gridAway, long stores) {
        /** No lookups, no figures. */
        public static final Lookups NOTHING = new Lookups(0, 0, 0, 0, 0, 0, 0);

        /** Lookups that found nothing to serve, for whatever reason. */
        public long misses() {
            return purged + absent + gridAway;
        }
    }

    /**
     * The local tier.
     *
     * @param entries entries held, roughly: expired ones count until they are swept
     * @param bytes what they weigh
     * @param evictedBySize entries pushed out by others
     * @param evictedByExpiry entries whose life ended
     * @param evictedExplicitly entries dropped because of a purge
     */
    public record Local(long entries, long bytes, long evictedBySize, long evictedByExpiry, long evictedExplicitly) {}

    /**
     * The grid tier.
     *
     * @param timeouts calls that were not answered within the budget
     * @param failures calls that the grid refused or could not make
     * @param skipped calls that were not made because the member had not answered before
     * @param damaged values that could not be read
     */
    public record Grid(long timeouts, long failures, long skipped, long damaged) {
        /** No grid, no figures. */
        public static final Grid NOTHING = new Grid(0, 0, 0, 0);
    }
}
