package dev.noon.time;

/** Elapsed time within one JVM, in nanoseconds; comparable only with itself. Thread-safe. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin; never goes backwards. */
    long nanos();

    /** The machine's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
