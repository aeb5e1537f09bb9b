package dev.noon.time;

/** The instant that machines share, in milliseconds since the epoch; may step. Thread-safe. */
@FunctionalInterface
public interface WallClock {
    /** Milliseconds since 1970-01-01T00:00:00Z. */
    long millis();

    /** The machine's clock. */
    static WallClock system() {
        return System::currentTimeMillis;
    }
}
