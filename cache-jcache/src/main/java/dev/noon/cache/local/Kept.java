package dev.noon.cache.local;

import dev.noon.cache.StoredResponse;

/**
 * One entry of the local tier. Thread-safe: the count is read and written without care, so that it may miss hits of many threads
 * at once and costs a hit nothing.
 */
class Kept {
    final StoredResponse response;
    /** What the entry weighs in all. */
    final int bytes;
    /** When it was put here. */
    final long putMillis;

    private int hits;

    Kept(StoredResponse response, int bytes, long putMillis) {
        this.response = response;
        this.bytes = bytes;
        this.putMillis = putMillis;
    }

    /**
     * An entry that was put here now.
     *
     * @param shared whether the grid keeps it too
     */
    static Kept of(StoredResponse response, int bytes, long putMillis, boolean shared) {
        return shared ? new Shared(response, bytes, putMillis) : new Kept(response, bytes, putMillis);
    }

    /** Whether the grid keeps it too. */
    boolean isShared() {
        return false;
    }

    final void countHit() {
        hits++;
    }

    final int hits() {
        return hits;
    }

    /** One that the grid keeps too. Told by its class: a field would cost every entry eight bytes. */
    static final class Shared extends Kept {
        Shared(StoredResponse response, int bytes, long putMillis) {
            super(response, bytes, putMillis);
        }

        @Override
        boolean isShared() {
            return true;
        }
    }
}
