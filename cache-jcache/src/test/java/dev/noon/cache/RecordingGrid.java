package dev.noon.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A grid in a map, that tells what it was asked and can be away. */
final class RecordingGrid implements GridResponses {
    final List<String> calls = new ArrayList<>();
    private final Map<CacheKey, StoredResponse> entries = new HashMap<>();
    private final Freshness freshness;
    private boolean away;
    private Consumer<CacheKey> listener = key -> {};

    RecordingGrid(Freshness freshness) {
        this.freshness = freshness;
    }

    void goAway() {
        away = true;
    }

    @Override
    public Lookup find(CacheKey key, Patience patience) {
        calls.add("find");
        if (away) {
            return Lookup.Miss.GRID_AWAY;
        }
        StoredResponse response = entries.get(key);
        return response == null ? Lookup.Miss.ABSENT : freshness.judge(key, response, Tier.GRID);
    }

    @Override
    public void put(CacheKey key, StoredResponse response, Patience patience) {
        calls.add("put");
        entries.put(key, response);
    }

    @Override
    public void drop(CacheKey key) {
        calls.add("drop");
        entries.remove(key);
    }

    @Override
    public boolean end(CacheKey key, StoredResponse end) {
        calls.add("end");
        entries.put(key, end);
        return !away;
    }

    @Override
    public void tell(CacheKey key) {
        calls.add("tell");
    }

    @Override
    public void forget(CacheKey key) {
        calls.add("forget");
        entries.remove(key);
    }

    @Override
    public void listen(Consumer<CacheKey> other) {
        listener = other;
    }

    /** Another node says that {@code key} has ended. */
    void hear(CacheKey key) {
        listener.accept(key);
    }

    @Override
    public CacheStatistics.Grid statistics() {
        return CacheStatistics.Grid.NOTHING;
    }
}
