package dev.noon.control;

import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until it is told to pass. Thread-safe. */
final class FakeClock implements Ticker, WallClock, Pause {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long millis() {
        return 1_700_000_000_000L + nanos.get() / 1_000_000;
    }

    @Override
    public void nanos(long pause) {
        nanos.addAndGet(pause);
    }

    void passSeconds(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    Clocks clocks() {
        return new Clocks(this, this);
    }
}
