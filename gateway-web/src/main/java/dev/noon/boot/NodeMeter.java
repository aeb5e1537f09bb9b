package dev.noon.boot;

import dev.noon.control.SwapFigures.Collected;
import dev.noon.control.swap.SwapMeter;
import dev.noon.observe.DroppedExchanges;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What control measures around a swap: the JVM's memory and the traffic's losses. */
record NodeMeter(JvmMemory memory, DroppedExchanges dropped) implements SwapMeter {
    @Override
    public OptionalLong allocatedBytes() {
        return memory.allocatedBytes();
    }

    @Override
    public Optional<Collected> collected(long fromNanos, long toNanos) {
        return memory.collected(fromNanos, toNanos);
    }

    @Override
    public LongSupplier swapped(long nanos) {
        return dropped.swapped(nanos);
    }
}
