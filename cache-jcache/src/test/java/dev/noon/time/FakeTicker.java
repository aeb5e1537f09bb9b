package dev.noon.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Elapsed time that passes when a test says so. */
public final class FakeTicker implements Ticker {
    /** Not zero and near the overflow: elapsed time must only ever be compared by difference. */
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(1).toNanos());

    @Override
    public long nanos() {
        return nanos.get();
    }

    public void advance(Duration elapsed) {
        nanos.addAndGet(elapsed.toNanos());
    }
}
