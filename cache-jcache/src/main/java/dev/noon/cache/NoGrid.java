package dev.noon.cache;

import java.util.function.Consumer;

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
    public boolean end(CacheKey key, StoredResponse end) {
        return true; // it is nowhere
    }

    @Override
    public void tell(CacheKey key) {
        // There is nobody.
    }

    @Override
    public void forget(CacheKey key) {
        // Nothing was kept.
    }

    @Override
    public void listen(Consumer<CacheKey> listener) {
        // There is nobody.
    }

    @Override
    public CacheStatistics.Grid statistics() {
        return CacheStatistics.Grid.NOTHING;
    }
}
