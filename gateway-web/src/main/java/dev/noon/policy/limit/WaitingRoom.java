package dev.noon.policy.limit;

import dev.noon.counter.Permit;
import dev.noon.counter.Permit.Counted;
import dev.noon.model.policy.Reaction.OnLimit.Delay;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where requests over the limit wait for units: so many, and so long. Thread-safe. */
final class WaitingRoom {
    private final long atMostNanos;
    private final Semaphore places;
    private final LimitNode.Waiting waiting;

    WaitingRoom(Delay delay, LimitNode.Waiting waiting) {
        this.atMostNanos = delay.atMost().toNanos();
        this.places = new Semaphore(delay.waiting());
        this.waiting = waiting;
    }

    /** What comes of a request that was answered {@code first}: {@code again} asks once more. */
    Permit waited(Permit first, Supplier<Permit> again) {
        if (!isRefused(first) || !places.tryAcquire()) {
            return first;
        }
        try {
            long until = waiting.ticker().nanos() + atMostNanos;
            Permit permit = first;
            while (permit instanceof Counted counted && !counted.admitted()) {
                long nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(1, counted.retryMillis()));
                if (nanos > until - waiting.ticker().nanos()) {
                    return permit;
                }
                waiting.pause().nanos(nanos);
                permit = again.get();
            }
            return permit;
        } finally {
            places.release();
        }
    }

    private static boolean isRefused(Permit permit) {
        return permit instanceof Counted counted && !counted.admitted();
    }
}
