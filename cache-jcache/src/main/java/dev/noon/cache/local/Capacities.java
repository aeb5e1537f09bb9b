package dev.noon.cache.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.Eviction;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheTally;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that policies with a capacity have no more entries than that: for each an index of its keys, which the least
 * useful leave first (W-TinyLFU). Policies without a capacity cost nothing. Thread-safe.
 */
final class Capacities {
    private final Map<CacheTally, Cache<CacheKey, CacheKey>> indexes = new ConcurrentHashMap<>();
    /** Keys that have left their index: they are let go of where no lock of an index is held. */
    private final Queue<CacheKey> crowdedOut = new ConcurrentLinkedQueue<>();

    private final Consumer<CacheKey> evict;

    /** @param evict lets go of an entry */
    Capacities(Consumer<CacheKey> evict) {
        this.evict = evict;
    }

    /** The entry of {@code key} was put or found. */
    void used(CacheKey key) {
        CacheTally tally = key.tally();
        int capacity = tally.capacity();
        if (capacity == 0) {
            return;
        }
        Cache<CacheKey, CacheKey> index = indexes.computeIfAbsent(tally, each -> index(capacity));
        if (index.getIfPresent(key) == null) {
            bound(index, capacity);
            index.put(key, key);
        }
        for (CacheKey out = crowdedOut.poll(); out != null; out = crowdedOut.poll()) {
            evict.accept(out);
        }
    }

    /** The entry of {@code key} is gone. */
    void gone(CacheKey key) {
        Cache<CacheKey, CacheKey> index = indexes.get(key.tally());
        if (index != null) {
            index.invalidate(key);
        }
    }

    /** Forgets policies that have no capacity any more, or no entries. */
    void sweep() {
        indexes.entrySet()
                .removeIf(each ->
                        each.getKey().capacity() == 0 || each.getValue().asMap().isEmpty());
    }

    private Cache<CacheKey, CacheKey> index(int capacity) {
        return Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .removalListener(this::removed)
                .build();
    }

    /** A policy that was deployed anew may have another capacity. */
    private static void bound(Cache<CacheKey, CacheKey> index, int capacity) {
        Eviction<CacheKey, CacheKey> bounds =
                index.policy().eviction().orElseThrow(() -> new IllegalStateException("the index is bounded"));
        if (bounds.getMaximum() != capacity) {
            bounds.setMaximum(capacity);
        }
    }

    private void removed(@Nullable CacheKey key, @Nullable CacheKey same, RemovalCause cause) {
        if (key != null && cause == RemovalCause.SIZE) {
            crowdedOut.add(key);
        }
    }
}
