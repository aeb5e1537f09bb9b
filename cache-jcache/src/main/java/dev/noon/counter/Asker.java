package dev.noon.counter;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request in a {@link Line}: it waits until somebody has counted it, or until it is its turn to count. Thread-safe. */
final class Asker {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Terms terms;
    private final Semaphore turn = new Semaphore(0);
    private @Nullable Permit permit;
    private boolean leads;

    Asker(Terms terms) {
        this.terms = terms;
    }

    Terms terms() {
        return terms;
    }

    synchronized void answer(Permit given) {
        permit = permit == null ? given : permit;
        turn.release();
    }

    /** It is its turn to count for all who wait; false if it waits no more. */
    synchronized boolean lead() {
        leads = permit == null;
        turn.release();
        return leads;
    }

    /** Whether nobody has counted it, and it has not given up. */
    synchronized boolean isWaiting() {
        return permit == null;
    }

    /** What it was given; empty if it is to count itself. */
    Optional<Permit> await() {
        boolean turned = false;
        try {
            turned = turn.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            permit = permit == null && !turned && !leads ? new Permit.Unknown() : permit;
            return Optional.ofNullable(permit);
        }
    }

    /** What it was given. */
    synchronized Permit given() {
        return permit == null ? new Permit.Unknown() : permit;
    }
}
