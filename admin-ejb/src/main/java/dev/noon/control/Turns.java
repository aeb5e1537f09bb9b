package dev.noon.control;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one change of this manager be committed at a time, and one be voted on: while nodes vote, other changes are
 * committed. Whoever comes back from a vote may find that its number went to another. Thread-safe.
 */
final class Turns {
    private static final long QUEUE_SECONDS = 10;

    private final ReentrantLock voting = new ReentrantLock(true);
    private final ReentrantLock committing = new ReentrantLock(true);

    /**
     * Runs {@code change} while no other change is being committed, except where it steps {@link #aside}.
     *
     * @param votes whether it will ask the nodes
     * @throws Conflict if others did not come to an end for ten seconds
     */
    <T> T inTurn(boolean votes, Supplier<T> change) {
        return votes ? guarded(voting, () -> guarded(committing, change)) : guarded(committing, change);
    }

    /** Lets others be committed while {@code waiting} runs; to be called within {@link #inTurn}. */
    <T> T aside(Supplier<T> waiting) {
        committing.unlock();
        try {
            return waiting.get();
        } finally {
            committing.lock();
        }
    }

    private static <T> T guarded(ReentrantLock lock, Supplier<T> change) {
        enter(lock);
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private static void enter(ReentrantLock lock) {
        try {
            if (!lock.tryLock(QUEUE_SECONDS, TimeUnit.SECONDS)) {
                throw new Conflict("other changes were being committed for " + QUEUE_SECONDS + " s; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Conflict("interrupted while other changes were being committed");
        }
    }
}
