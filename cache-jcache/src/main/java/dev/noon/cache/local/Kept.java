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

    private int hits;

    Kept(StoredResponse response, int bytes) {
        this.response = response;
        this.bytes = bytes;
    }

    void countHit() {
        hits++;
    }

    int hits() {
        return hits;
    }
}
