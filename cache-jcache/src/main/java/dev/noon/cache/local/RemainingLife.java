package dev.noon.cache.local;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.StoredResponse;
import java.util.concurrent.TimeUnit;

/** An entry is kept for what was left of its stay when it was stored here; reading does not prolong it. */
record RemainingLife(Freshness freshness) implements Expiry<CacheKey, StoredResponse> {
    @Override
    public long expireAfterCreate(CacheKey key, StoredResponse response, long currentTime) {
        return TimeUnit.MILLISECONDS.toNanos(freshness.remainingMillis(response));
    }

    @Override
    public long expireAfterUpdate(CacheKey key, StoredResponse response, long currentTime, long currentDuration) {
        return expireAfterCreate(key, response, currentTime);
    }

    @Override
    public long expireAfterRead(CacheKey key, StoredResponse response, long currentTime, long currentDuration) {
        return currentDuration;
    }
}
