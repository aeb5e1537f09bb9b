package dev.noon.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this node has lately heard to hold no more because its origin has changed it, so that a fetch that began before is
 * not stored. They are numbered in the order in which they are heard, so that no clock matters. Of too many the oldest is
 * taken for a change of everything, and keys are told apart by their hash codes only, so that what clients make up takes no
 * room: too little is stored then, never too much. Thread-safe.
 */
final class Changes {
    private static final int MOST = 10_000;

    private final int most;
    /** By the hash code of the key, the oldest first. Guarded by this. */
    private final Map<Integer, Long> numbers = new LinkedHashMap<>();

    private volatile long last;
    /** The number of the newest that is not told apart any more. Guarded by this. */
    private long forgotten;

    Changes() {
        this(MOST);
    }

    /** @param most how many are told apart */
    Changes(int most) {
        this.most = most;
    }

    /** Number of the last one; 0 if there was none. */
    long last() {
        return last;
    }

    /** What is stored under {@code key} holds no more. */
    synchronized void note(CacheKey key) {
        numbers.remove(key.hashCode());
        numbers.put(key.hashCode(), last + 1);
        if (numbers.size() > most) {
            Iterator<Long> oldest = numbers.values().iterator();
            forgotten = oldest.next();
            oldest.remove();
        }
        last++;
    }

    /** Whether what was fetched from when {@code since} was the last one may be what was there before. */
    boolean concern(CacheKey key, long since) {
        return last != since && isNewer(key, since);
    }

    private synchronized boolean isNewer(CacheKey key, long since) {
        return numbers.getOrDefault(key.hashCode(), forgotten) > since;
    }
}
