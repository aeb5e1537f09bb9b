package dev.noon.exchange;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How slow a client may be: it has the grace, and one second for each {@code bytesPerSecond} that it has sent or taken.
 * Only the time that the gateway waits for it counts, not what the upstream takes. Immutable.
 *
 * @param nanos ticker
 * @param graceNanos what everybody has, in nanoseconds
 * @param bytesPerSecond bytes a second on the average; 0 for no limit
 */
public record Pace(LongSupplier nanos, long graceNanos, long bytesPerSecond) {
    /** Everybody may take as long as they like. */
    public static final Pace ANY = new Pace(() -> 0, 0, 0);

    /** Whether a client that was waited for {@code waitedNanos} has moved too few bytes. */
    public boolean isTooSlow(long waitedNanos, long bytes) {
        return bytesPerSecond > 0
                && waitedNanos - graceNanos > TimeUnit.SECONDS.toNanos(1) * (double) bytes / bytesPerSecond;
    }
}
