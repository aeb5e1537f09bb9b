package dev.noon.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A grid in a map, that tells what it was asked and can be away. */
final class RecordingGrid implements GridResponses {
    final List<String> calls = new ArrayList<>();
    private final Map<CacheKey, StoredResponse> entries = new HashMap<>();
    private final Freshness freshness;
    private boolean away;

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
    public CacheStatistics.Grid statistics() {
        return CacheStatistics.Grid.NOTHING;
    }
}
