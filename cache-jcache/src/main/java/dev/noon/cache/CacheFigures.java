package dev.noon.cache;

import java.util.Map;
import java.util.function.Predicate;

/**
 * What was counted, at one moment. Immutable.
 *
 * @param counts by the ordinal of {@link CacheCount}; not to be written to
 */
public record CacheFigures(
        @SuppressWarnings("ArrayRecordComponent") long[] counts, FillTimes fills) {
    /** Nothing was counted. */
    public static final CacheFigures NOTHING = new CacheFigures(new long[CacheCount.values().length], FillTimes.NONE);

    /** How often that was counted, or how many bytes. */
    public long of(CacheCount count) {
        return counts[count.ordinal()];
    }

    /** Lookups that were answered from a tier, fresh or stale. */
    public long hits() {
        return of(CacheCount.LOCAL_HITS) + of(CacheCount.GRID_HITS) + of(CacheCount.STALE_SERVED);
    }

    /** Lookups that ended with a fetch. */
    public long misses() {
        return sum(count -> count.family().equals("misses"));
    }

    /** All lookups. */
    public long lookups() {
        return sum(CacheCount::isLookup);
    }

    /** Share of the lookups that were hits; {@link Double#NaN} if there were none. */
    public double hitRatio() {
        long lookups = lookups();
        return lookups == 0 ? Double.NaN : (double) hits() / lookups;
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return sum(count -> true) == 0;
    }

    /** Both together. */
    public CacheFigures plus(CacheFigures other) {
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        return new CacheFigures(sums, fills.plus(other.fills));
    }

    /** All of them together. */
    public static CacheFigures sum(Iterable<CacheFigures> all) {
        CacheFigures sum = NOTHING;
        for (CacheFigures one : all) {
            sum = sum.plus(one);
        }
        return sum;
    }

    /** All of them together, whatever they are of. */
    public static CacheFigures sum(Map<?, CacheFigures> all) {
        return sum(all.values());
    }

    private long sum(Predicate<CacheCount> which) {
        long sum = 0;
        for (CacheCount count : CacheCount.values()) {
            sum += which.test(count) ? of(count) : 0;
        }
        return sum;
    }
}
