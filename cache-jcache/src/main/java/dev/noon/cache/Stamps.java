package dev.noon.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The purges that this node knows of. A purge is a number, its place in the environment's operation
 * log; an entry remembers the number that was in force when its fill began, and is valid as long as
 * no purge of anything it belongs to has a higher one. So a purge costs the same however many
 * entries it voids, in every tier, and reaches fills that are still in flight. Thread-safe; numbers
 * only rise, so a purge that arrives twice or late changes nothing it should not.
 */
public final class Stamps {
    private final AtomicLong operation = new AtomicLong();
    /** The highest stamp of all: entries that began at or after it need no further question. */
    private final AtomicLong newest = new AtomicLong();

    private final AtomicLong everything = new AtomicLong();
    private final ConcurrentMap<String, Long> proxies = new ConcurrentHashMap<>();

    /** Voids every entry whose fill began before {@code op}. Callers advance to {@code op} afterwards. */
    public void purgeAll(long op) {
        raise(everything, op);
        proxies.values().removeIf(stamp -> stamp <= op);
        raise(newest, op);
    }

    /** Voids every entry of {@code proxy} whose fill began before {@code op}. Callers advance to {@code op} afterwards. */
    public void purgeProxy(String proxy, long op) {
        proxies.merge(proxy, op, Math::max);
        raise(newest, op);
    }

    /**
     * Declares that every operation up to and including {@code op} has been applied here. Must come
     * after the purges among them: receipts report this number.
     */
    public void advanceTo(long op) {
        raise(operation, op);
    }

    /** The last operation applied here; 0 before the first. */
    public long operation() {
        return operation.get();
    }

    /** Whether an entry under {@code key} whose fill began at {@code entryOperation} may still be served. */
    public boolean admits(CacheKey key, long entryOperation) {
        return entryOperation >= newest.get() || outlives(key, entryOperation);
    }

    private boolean outlives(CacheKey key, long entryOperation) {
        return entryOperation >= everything.get() && entryOperation >= proxies.getOrDefault(key.owner(), 0L);
    }

    private static void raise(AtomicLong stamp, long op) {
        stamp.accumulateAndGet(op, Math::max);
    }
}
