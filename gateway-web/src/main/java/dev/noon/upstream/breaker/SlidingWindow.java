package dev.noon.upstream.breaker;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts requests and failures of the latest time, in tenths of it. Thread-safe, without locks or allocation. */
public final class SlidingWindow {
    private static final int SLOTS = 10;
    /** A slot is one number: 24 bits say which tenth it is about, 20 count failures, 20 requests. */
    private static final int BITS = 20;

    private static final long MOST = (1L << BITS) - 1;
    private static final long TENTHS = (1L << 24) - 1;

    private final long originNanos;
    private final long tenthNanos;
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    /** @param nowNanos ticker reading; none that is handed in later is earlier */
    public SlidingWindow(long windowNanos, long nowNanos) {
        this.originNanos = nowNanos;
        this.tenthNanos = windowNanos / SLOTS;
    }

    /** Counts one request. */
    public void add(boolean failure, long nowNanos) {
        add(1 + (failure ? 1L << BITS : 0), nowNanos);
    }

    /** Counts as a failure what was counted as a request already. */
    public void mark(long nowNanos) {
        add(1L << BITS, nowNanos);
    }

    /** Whether one failure more would be no more than {@code least}, or than {@code percent} of the requests. */
    public boolean hasRoom(int least, int percent, long nowNanos) {
        long sums = sums(nowNanos);
        long failures = (sums >>> 32) + 1;
        return failures <= least || failures * 100 <= (sums & 0xffffffffL) * percent;
    }

    private void add(long counts, long nowNanos) {
        long tenth = tenth(nowNanos);
        int slot = (int) (tenth % SLOTS);
        boolean done = false;
        while (!done) {
            long before = slots.get(slot);
            long base = before >>> (2 * BITS) == (tenth & TENTHS) ? before : (tenth & TENTHS) << (2 * BITS);
            boolean full = (base & MOST) == MOST || ((base >>> BITS) & MOST) == MOST;
            long after = full ? base : base + counts;
            done = before == after || slots.compareAndSet(slot, before, after);
        }
    }

    /** Whether there were {@code calls} or more, of which {@code percent} or more failed. */
    boolean exceeds(int calls, int percent, long nowNanos) {
        long sums = sums(nowNanos);
        long requests = sums & 0xffffffffL;
        return requests >= calls && (sums >>> 32) * 100 >= requests * percent;
    }

    /** Failures in the upper half, requests in the lower one. */
    private long sums(long nowNanos) {
        long tenth = tenth(nowNanos);
        long requests = 0;
        long failures = 0;
        for (int i = 0; i < SLOTS; i++) {
            long slot = slots.get(i);
            if (((tenth - (slot >>> (2 * BITS))) & TENTHS) < SLOTS) {
                requests += slot & MOST;
                failures += (slot >>> BITS) & MOST;
            }
        }
        return (failures << 32) | requests;
    }

    /** Forgets everything. */
    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            slots.set(i, 0);
        }
    }

    /** From {@value #SLOTS} on, so that an empty slot is about a tenth long past. */
    private long tenth(long nowNanos) {
        return (nowNanos - originNanos) / tenthNanos + SLOTS;
    }
}
