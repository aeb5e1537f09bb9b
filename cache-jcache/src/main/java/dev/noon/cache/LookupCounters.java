package dev.noon.cache;

import java.util.concurrent.atomic.LongAdder;

/** The counters of one scope. Thread-safe. */
final class LookupCounters {
    private final LongAdder localHits = new LongAdder();
    private final LongAdder gridHits = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder purged = new LongAdder();
    private final LongAdder absent = new LongAdder();
    private final LongAdder gridAway = new LongAdder();
    private final LongAdder stores = new LongAdder();

    void count(Lookup lookup) {
        if (lookup instanceof Lookup.Fresh fresh) {
            (fresh.tier() == Tier.LOCAL ? localHits : gridHits).increment();
        } else if (lookup instanceof Lookup.Miss miss) {
            misses(miss.reason()).increment();
        } else {
            stale.increment();
        }
    }

    void countStore() {
        stores.increment();
    }

    CacheStatistics.Lookups read() {
        return new CacheStatistics.Lookups(
                localHits.sum(), gridHits.sum(), stale.sum(), purged.sum(), absent.sum(), gridAway.sum(), stores.sum());
    }

    private LongAdder misses(Lookup.Reason reason) {
        return switch (reason) {
            case ABSENT -> absent;
            case PURGED -> purged;
            case GRID_AWAY -> gridAway;
        };
    }
}
