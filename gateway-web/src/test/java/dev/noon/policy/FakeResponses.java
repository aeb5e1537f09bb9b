package dev.noon.policy;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.Stamps;
import dev.noon.cache.Storage;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tier;
import java.util.HashMap;
import java.util.Map;

/** A cache in a map, with a clock and an operation number that tests set. */
public final class FakeResponses implements ResponseCache {
    public final Map<CacheKey, StoredResponse> entries = new HashMap<>();
    public long nowMillis = 1_000_000;
    public long operation;
    /** Answers that began before this operation do not stand any more; they are found nevertheless. */
    public long purged;

    public Tier tier = Tier.LOCAL;
    public boolean away;
    public Storage lastStorage = Storage.LOCAL;
    private final Map<CacheKey, Long> ended = new HashMap<>();
    private long changes;

    @Override
    public Lookup find(CacheKey key, Storage storage, Patience patience) {
        lastStorage = storage;
        StoredResponse stored = entries.get(key);
        if (stored == null) {
            return away ? Lookup.Miss.GRID_AWAY : Lookup.Miss.ABSENT;
        }
        long age = stored.life().ageMillis(nowMillis) / 1000;
        long left = stored.life().freshMillis(nowMillis);
        return left > 0 ? new Lookup.Fresh(stored, tier, age, left / 1000) : new Lookup.Stale(stored, tier, age, -left);
    }

    @Override
    public void put(CacheKey key, StoredResponse response, Storage storage, Patience patience) {
        entries.put(key, response);
    }

    @Override
    public Stamps.Verdict judge(CacheKey key, StoredResponse response) {
        return response.provenance().operation() >= purged ? Stamps.Verdict.VALID : Stamps.Verdict.VOID;
    }

    @Override
    public long operation() {
        return operation;
    }

    @Override
    public boolean end(CacheKey key, StoredResponse end, Storage storage) {
        ended.put(key, ++changes);
        entries.put(key, end);
        return !away;
    }

    @Override
    public long changes() {
        return changes;
    }

    @Override
    public boolean hasEnded(CacheKey key, long since) {
        return ended.getOrDefault(key, 0L) > since;
    }
}
