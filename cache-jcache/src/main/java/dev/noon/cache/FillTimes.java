package dev.noon.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long fills took, from the miss until the response was stored: a bucket per power of two of microseconds, so that a
 * quantile is at most twice too high. Immutable.
 *
 * @param counts fills by bucket: below 1 microsecond, below 2, below 4 …; {@value #BUCKETS} of them, not to be written to
 * @param nanos all of them together
 */
public record FillTimes(
        @SuppressWarnings("ArrayRecordComponent") long[] counts, long nanos) {
    static final int BUCKETS = 36;

    /** No fills. */
    public static final FillTimes NONE = new FillTimes(new long[BUCKETS], 0);

    /** How many there were. */
    public long count() {
        return belowMicros(BUCKETS);
    }

    /** How many took less than that power of two of microseconds. */
    public long belowMicros(int exponent) {
        long sum = 0;
        for (int i = 0; i <= exponent && i < BUCKETS; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** Upper end, in microseconds, of the bucket below which {@code share} of the fills lie; 0 if there are none. */
    public long quantileMicros(double share) {
        long wanted = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < BUCKETS && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return 1L << i;
            }
        }
        return 0;
    }

    /** Both together. */
    public FillTimes plus(FillTimes other) {
        long[] sums = counts.clone();
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] += other.counts[i];
        }
        return new FillTimes(sums, nanos + other.nanos);
    }

    static FillTimes read(AtomicLongArray counts, long nanos) {
        long[] read = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            read[i] = counts.get(i);
        }
        return new FillTimes(read, nanos);
    }

    static int bucket(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        return Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(micros));
    }
}
