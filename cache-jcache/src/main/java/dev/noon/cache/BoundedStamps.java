package dev.noon.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stamps of things of which there may be too many. When there are, the older quarter is given up, and what contains them all is
 * stamped with the highest number among those instead: too much is void then, never too little. Whoever reads looks here first
 * and at what contains them afterwards. Read by many threads, written by one at a time.
 */
final class BoundedStamps<K> {
    private final int most;
    private final AtomicLong container;
    private final ConcurrentMap<K, Long> stamps = new ConcurrentHashMap<>();
    /** The highest number here: entries that began at or after it need not ask. */
    private volatile long newest;

    /** @param container the stamp of what contains all these things */
    BoundedStamps(int most, AtomicLong container) {
        this.most = most;
        this.container = container;
    }

    /** Whether there is a stamp above {@code operation}, of whatever. */
    boolean anyAfter(long operation) {
        return newest > operation;
    }

    /** The stamp of {@code key}; 0 if it has none. */
    long of(K key) {
        return stamps.getOrDefault(key, 0L);
    }

    int size() {
        return stamps.size();
    }

    void raise(K key, long operation) {
        if (stamps.size() >= most && !stamps.containsKey(key)) {
            giveUp();
        }
        stamps.merge(key, operation, Math::max);
        newest = Math.max(newest, operation);
    }

    /** Forgets the stamps up to {@code operation}: something else says the same, or nothing so old is left. */
    void forget(long operation) {
        if (!stamps.isEmpty()) {
            stamps.values().removeIf(stamp -> stamp <= operation);
        }
    }

    private void giveUp() {
        long[] sorted =
                stamps.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long last = sorted[sorted.length / 4];
        container.accumulateAndGet(last, Math::max);
        forget(last);
    }
}
