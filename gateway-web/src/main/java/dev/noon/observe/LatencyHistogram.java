package dev.noon.observe;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long exchanges took: four buckets per power of two of microseconds, so that a quantile is at most
 * a quarter too high. Thread-safe; recording is one atomic increment.
 */
public final class LatencyHistogram {
    private static final int PARTS = 4;
    private static final int BUCKETS = 36 * PARTS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /** Records a duration. */
    void record(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos) / 1000));
    }

    /** How many durations were recorded. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** Upper end, in microseconds, of the bucket below which {@code share} of the durations lie; 0 if there are none. */
    public long quantileMicros(double share) {
        long wanted = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < BUCKETS && wanted > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return upperMicros(i);
            }
        }
        return 0;
    }

    /**
     * How many durations lie below a power of two of microseconds: exactly, but for those that are less than one
     * microsecond away from it.
     *
     * @param exponent 2 to 35
     */
    public long belowMicros(int exponent) {
        long sum = 0;
        for (int i = 0; i < (exponent - 1) * PARTS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** Sum of all durations in microseconds; each counts as the middle of its bucket, at most an eighth off. */
    public long sumMicros() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            long upper = upperMicros(i);
            long lower = i == 0 ? 0 : upperMicros(i - 1);
            sum += counts.get(i) * ((lower + upper) / 2);
        }
        return sum;
    }

    /** 0 to 3 have a bucket each; above, the two bits below the highest choose among four. */
    private static int bucket(long micros) {
        if (micros < PARTS) {
            return (int) micros;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(micros);
        int part = (int) (micros >>> (exponent - 2)) & (PARTS - 1);
        return Math.min(BUCKETS - 1, (exponent - 1) * PARTS + part);
    }

    private static long upperMicros(int bucket) {
        if (bucket < PARTS) {
            return bucket + 1L;
        }
        int exponent = bucket / PARTS + 1;
        long part = bucket % PARTS;
        return (PARTS + part + 1) << (exponent - 2);
    }
}
