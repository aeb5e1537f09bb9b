package dev.noon.cache;

import dev.noon.cache.CacheStatistics.Behind;
import dev.noon.time.WallClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far copies in this node's heap lay behind the grid, as far as it was found out: from the moment that another node stored
 * something newer until the copy was not used any more. Nodes' clocks are compared, so it is as exact as they are. Thread-safe.
 */
final class Staleness {
    private final WallClock clock;
    private final AtomicLongArray counts = new AtomicLongArray(FillTimes.BUCKETS);
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longestMillis = new LongAccumulator(Math::max, 0);

    Staleness(WallClock clock) {
        this.clock = clock;
    }

    /** A copy that may not be used any more was {@code here}, and {@code there} is what is stored now. */
    void compare(Lookup.Stale here, StoredResponse there) {
        long storedMillis = there.life().storedAtMillis();
        long behindMillis = clock.millis() - here.staleMillis() - storedMillis;
        if (behindMillis > 0 && storedMillis > here.response().life().storedAtMillis()) {
            long behindNanos = TimeUnit.MILLISECONDS.toNanos(behindMillis);
            counts.incrementAndGet(FillTimes.bucket(behindNanos));
            nanos.add(behindNanos);
            longestMillis.accumulate(behindMillis);
        }
    }

    Behind read() {
        return new Behind(FillTimes.read(counts, nanos.sum()), longestMillis.get());
    }
}
