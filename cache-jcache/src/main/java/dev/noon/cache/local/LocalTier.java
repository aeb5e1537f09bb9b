package dev.noon.cache.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.Freshness;
import dev.noon.cache.LocalResponses;
import dev.noon.cache.Lookup;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tier;
import dev.noon.time.Ticker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Responses in this node's heap, bounded by bytes; the least useful go first (W-TinyLFU). No thread
 * of its own: upkeep runs in the thread that calls. Thread-safe.
 */
public final class LocalTier implements LocalResponses {
    private final Freshness freshness;
    private final Cache<CacheKey, StoredResponse> entries;
    private final LongAdder evictedBySize = new LongAdder();
    private final LongAdder evictedByExpiry = new LongAdder();
    private final LongAdder evictedExplicitly = new LongAdder();

    /**
     * @param maxBytes what all entries together may weigh, as {@link EntryWeigher} weighs; zero
     *     keeps nothing
     */
    public LocalTier(long maxBytes, Freshness freshness, Ticker ticker) {
        this.freshness = freshness;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(new EntryWeigher())
                .expireAfter(new RemainingLife(freshness))
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .removalListener(this::count)
                .build();
    }

    @Override
    public Lookup find(CacheKey key) {
        StoredResponse response = entries.getIfPresent(key);
        if (response == null) {
            return Lookup.Miss.ABSENT;
        }
        Lookup found = freshness.judge(key, response, Tier.LOCAL);
        if (found == Lookup.Miss.PURGED) {
            entries.asMap().remove(key, response);
        }
        return found;
    }

    @Override
    public void put(CacheKey key, StoredResponse response) {
        if (freshness.remainingMillis(response) > 0) {
            entries.put(key, response);
        }
    }

    @Override
    public void drop(CacheKey key) {
        entries.invalidate(key);
    }

    @Override
    public void dropProxy(String proxy) {
        entries.asMap().keySet().removeIf(key -> key.owner().equals(proxy));
    }

    @Override
    public void dropAll() {
        entries.invalidateAll();
    }

    @Override
    public void sweep() {
        entries.cleanUp();
    }

    @Override
    public CacheStatistics.Local statistics() {
        return new CacheStatistics.Local(
                entries.estimatedSize(), bytes(), evictedBySize.sum(), evictedByExpiry.sum(), evictedExplicitly.sum());
    }

    /** Whose entries, and of which generation. */
    public record Owner(String name, long generation) {}

    /** How many entries each owner has, roughly; looks at every entry. */
    public Map<Owner, Long> owners() {
        Map<Owner, Long> owners = new HashMap<>();
        entries.asMap().keySet().forEach(key -> owners.merge(new Owner(key.owner(), key.generation()), 1L, Long::sum));
        return owners;
    }

    /**
     * About how many entries are such; looks at {@code most} at the most, and takes the others to be like them.
     *
     * @param such says of an entry whether it is one
     */
    public long estimate(BiPredicate<CacheKey, StoredResponse> such, int most) {
        long looked = 0;
        long found = 0;
        for (Map.Entry<CacheKey, StoredResponse> entry : entries.asMap().entrySet()) {
            if (looked == most) {
                return Math.round((double) found / looked * entries.estimatedSize());
            }
            looked++;
            found += such.test(entry.getKey(), entry.getValue()) ? 1 : 0;
        }
        return found;
    }

    private long bytes() {
        return entries.policy()
                .eviction()
                .orElseThrow(() -> new IllegalStateException("the cache is bounded"))
                .weightedSize()
                .orElseThrow(() -> new IllegalStateException("the cache is weighed"));
    }

    private void count(@Nullable CacheKey key, @Nullable StoredResponse response, RemovalCause cause) {
        switch (cause) {
            case SIZE -> evictedBySize.increment();
            case EXPIRED -> evictedByExpiry.increment();
            case EXPLICIT -> evictedExplicitly.increment();
            case REPLACED, COLLECTED -> {
                // Replacing is storing again; nothing here is held weakly.
            }
        }
    }
}
