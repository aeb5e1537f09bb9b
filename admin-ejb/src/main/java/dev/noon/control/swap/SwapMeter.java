package dev.noon.control.swap;

import dev.noon.control.SwapFigures.Collected;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What can be measured on a node around a swap. Thread-safe; nothing blocks. */
public interface SwapMeter {
    /** Bytes that the calling thread has allocated since it began; empty where the JVM does not say. */
    OptionalLong allocatedBytes();

    /**
     * The collections that ended between two readings of the ticker, {@code toNanos} at most a minute ago; empty where the
     * JVM does not say.
     */
    Optional<Collected> collected(long fromNanos, long toNanos);

    /**
     * Hears of a swap.
     *
     * @param nanos ticker reading right after it
     * @return how many exchanges it has dropped so far; goes on counting
     */
    LongSupplier swapped(long nanos);
}
