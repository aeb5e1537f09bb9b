package dev.noon.cache.grid;

import dev.noon.cache.CacheStatistics;
import java.util.concurrent.atomic.LongAdder;

/** What went wrong with the grid. Thread-safe. */
final class GridCounters {
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder damaged = new LongAdder();

    void timeout() {
        timeouts.increment();
    }

    void failure() {
        failures.increment();
    }

    void skip() {
        skipped.increment();
    }

    void damage() {
        damaged.increment();
    }

    CacheStatistics.Grid read() {
        return new CacheStatistics.Grid(timeouts.sum(), failures.sum(), skipped.sum(), damaged.sum());
    }
}
