package dev.noon.policy.cache;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** How long one request may still wait for what others fetch, and what it has been told meanwhile. Confined to its thread. */
final class Wait {
    private final LongSupplier nanos;
    private final long deadlineNanos;
    private byte[] seen = {};

    Wait(LongSupplier nanos, long lengthNanos) {
        this.nanos = nanos;
        this.deadlineNanos = nanos.getAsLong() + lengthNanos;
    }

    /** What is left, nanoseconds; zero or less when nothing is. */
    long leftNanos() {
        return deadlineNanos - nanos.getAsLong();
    }

    /** Whether {@code record} is news; from now on it is none. */
    boolean isNews(byte[] record) {
        boolean news = !Arrays.equals(seen, record);
        seen = record;
        return news;
    }
}
