package dev.noon.cache;

import dev.noon.time.Ticker;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * Counts for one cache policy on this node, across revisions. The compiled policy and its keys hold it, so that counting
 * is an increment and no search. Thread-safe, without locks; never blocks.
 */
public final class CacheTally {
    /** Generations that are told apart; older ones have been swept long ago. */
    private static final int GENERATIONS = 4;

    private static final CacheTally UNREAD = new CacheTally(CacheSeries.other(Scope.PROXY), () -> 0);

    private final CacheSeries series;
    private final Ticker ticker;
    private final LongAdder[] counts = new LongAdder[CacheCount.values().length];
    private final AtomicLongArray fills = new AtomicLongArray(FillTimes.BUCKETS);
    private final LongAdder fillNanos = new LongAdder();
    /** How many entries the policy may have in the heap; 0 for as many as there is room for. */
    private volatile int capacity;
    /** Those that were compiled last, in order; replaced whole. */
    private volatile long[] generations = {};

    CacheTally(CacheSeries series, Ticker ticker) {
        this.series = series;
        this.ticker = ticker;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** A tally that nobody reads. */
    public static CacheTally unread() {
        return UNREAD;
    }

    public CacheSeries series() {
        return series;
    }

    /** How many entries the policy may have in the heap; 0 for as many as there is room for. */
    public int capacity() {
        return capacity;
    }

    /**
     * The same, for a policy that may have {@code most} entries in the heap from now on, 0 for as many as there is room for. Policies
     * that are counted together have no limits of their own.
     */
    public CacheTally within(int most) {
        if (!series.isOther()) {
            capacity = most;
        }
        return this;
    }

    /** A lookup was answered from {@code tier} with a fresh response. {@code bytes} is the length of the body sent. */
    public void hit(Tier tier, long bytes) {
        add(tier == Tier.LOCAL ? CacheCount.LOCAL_HITS : CacheCount.GRID_HITS, 1);
        add(CacheCount.SERVED_BYTES, bytes);
    }

    /** A lookup was answered with a stale response. */
    public void servedStale(long bytes) {
        add(CacheCount.STALE_SERVED, 1);
        add(CacheCount.SERVED_BYTES, bytes);
    }

    /** A lookup was answered with what another request fetched. */
    public void collapsed(long bytes) {
        add(CacheCount.COLLAPSED, 1);
        add(CacheCount.SERVED_BYTES, bytes);
    }

    /** A lookup ends with a fetch. */
    public void missed(Lookup.Reason reason) {
        add(CacheCount.of(reason), 1);
    }

    /** When a fill begins, for {@link #stored}. */
    public long begin() {
        return ticker.nanos();
    }

    /**
     * A fill has ended: its response has been handed to the tiers.
     *
     * @param begun what {@link #begin} said when it began
     * @param bytes length of the body
     */
    public void stored(long begun, long bytes) {
        long nanos = Math.max(0, ticker.nanos() - begun);
        fills.incrementAndGet(FillTimes.bucket(nanos));
        fillNanos.add(nanos);
        add(CacheCount.STORES, 1);
        add(CacheCount.STORED_BYTES, bytes);
    }

    /** The local tier has let go of an entry. */
    public void evicted(Eviction reason) {
        add(reason.count(), 1);
    }

    /** Notes that the policy was compiled in {@code generation}. */
    synchronized void compiled(long generation) {
        long[] next = LongStream.concat(LongStream.of(generations), LongStream.of(generation))
                .distinct()
                .sorted()
                .toArray();
        generations = Arrays.copyOfRange(next, Math.max(0, next.length - GENERATIONS), next.length);
    }

    /** The newest generation before {@code generation} in which the policy was compiled here; -1 if there is none. */
    public long generationBefore(long generation) {
        long before = -1;
        for (long compiled : generations) {
            if (compiled < generation) {
                before = compiled;
            }
        }
        return before;
    }

    /** How often that has been counted so far, or how many bytes. */
    public long of(CacheCount count) {
        return counts[count.ordinal()].sum();
    }

    /** How long fills have taken so far. */
    public FillTimes fills() {
        return FillTimes.read(fills, fillNanos.sum());
    }

    /** What has been counted so far. */
    public CacheFigures read() {
        long[] sums = new long[counts.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i].sum();
        }
        return new CacheFigures(sums, fills());
    }

    private void add(CacheCount count, long more) {
        counts[count.ordinal()].add(more);
    }
}
