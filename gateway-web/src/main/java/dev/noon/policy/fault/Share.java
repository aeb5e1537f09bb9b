package dev.noon.policy.fault;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Chooses so many in a hundred, evenly spread: among any number of turns as many as the share says, to one. Thread-safe.
 */
final class Share {
    private final int percent;
    private final AtomicLong turns = new AtomicLong();

    /** @param percent 1 to 100 */
    Share(int percent) {
        this.percent = percent;
    }

    /** Whether this turn is one of them. */
    boolean next() {
        long turn = turns.getAndIncrement();
        return (turn + 1) * percent / 100 > turn * percent / 100;
    }
}
