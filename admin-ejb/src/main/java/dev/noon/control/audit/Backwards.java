package dev.noon.control.audit;

import dev.noon.control.Chained;
import dev.noon.control.ChainedLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads a log from a number down to the first, a window at a time. Not thread-safe. */
final class Backwards<T extends Chained> {
    private static final int WINDOW = 100;

    private final String environment;
    private final ChainedLog<T> log;
    private final Deque<Slot<T>> window = new ArrayDeque<>();
    private long last;

    /** @param before the first number that is not read any more, from above */
    Backwards(String environment, ChainedLog<T> log, long before) {
        this.environment = environment;
        this.log = log;
        this.last = Math.min(before - 1, log.head(environment));
    }

    /** The newest slot that was not taken yet. */
    Optional<Slot<T>> peek() {
        if (window.isEmpty() && last > 0) {
            long first = Math.max(1, last - WINDOW + 1);
            Slot.read(environment, log, first, last).forEach(window::addFirst);
            last = first - 1;
        }
        return Optional.ofNullable(window.peekFirst());
    }

    /** Takes it. */
    Slot<T> take() {
        return window.removeFirst();
    }

    /** Stops here. */
    void end() {
        window.clear();
        last = 0;
    }

    /** The number above the next slot: where another reader would go on. */
    long before() {
        return window.isEmpty() ? last + 1 : window.peekFirst().number() + 1;
    }

    /** When the next slot was written; {@link Long#MAX_VALUE} if it does not say, {@link Long#MIN_VALUE} at the end. */
    long time() {
        return peek().map(slot -> slot.entry().map(Chained::timeMillis).orElse(Long.MAX_VALUE))
                .orElse(Long.MIN_VALUE);
    }
}
