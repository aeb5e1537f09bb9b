package dev.noon.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** An instant that a test sets; it may step back, as machines' clocks do. */
public final class FakeWallClock implements WallClock {
    private final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());

    @Override
    public long millis() {
        return millis.get();
    }

    public void advance(Duration elapsed) {
        millis.addAndGet(elapsed.toMillis());
    }
}
