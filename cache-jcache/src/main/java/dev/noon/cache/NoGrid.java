package dev.noon.cache;

/** A node alone, by configuration. */
record NoGrid() implements GridResponses {
    @Override
    public Lookup find(CacheKey key, Patience patience) {
        return Lookup.Miss.GRID_AWAY;
    }

    @Override
    public void put(CacheKey key, StoredResponse response, Patience patience) {
        // Nowhere to keep it.
    }

    @Override
    public void drop(CacheKey key) {
        // Nothing was kept.
    }

    @Override
    public CacheStatistics.Grid statistics() {
        return CacheStatistics.Grid.NOTHING;
    }
}
