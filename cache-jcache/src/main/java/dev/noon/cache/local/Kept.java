package dev.noon.cache.local;

import dev.noon.cache.StoredResponse;

/**
 * One entry of the local tier. Thread-safe: the count is read and written without care, so that it may miss hits of many threads
 * at once and costs a hit nothing.
 */
final class Kept {
    final StoredResponse response;
    /** What the entry weighs in all. */
    final int bytes;
    /** When it was put here. */
    final long putMillis;

    private int hits;
    private volatile boolean crowdedOut;

    Kept(StoredResponse response, int bytes, long putMillis) {
        this.response = response;
        this.bytes = bytes;
        this.putMillis = putMillis;
    }

    void countHit() {
        hits++;
    }

    int hits() {
        return hits;
    }

    /** It has to make room for others of its policy. */
    void crowdOut() {
        crowdedOut = true;
    }

    boolean isCrowdedOut() {
        return crowdedOut;
    }
}
