package dev.noon.control;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When this node last looked at the store, and until when requests may be served on the strength of it. A look counts
 * from its beginning: what a process read before it was paused says nothing about now. Thread-safe: the reconciling
 * thread writes, requests read one field.
 */
final class Contact {
    private static final long GOOD_NANOS = NodeStatus.DETACHED_AFTER.toNanos();
    private static final long DUE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Further looks of one attempt: a connection that broke during a pause fails the first. */
    private static final int MORE_LOOKS = 2;
    /** How often a store that answered meanwhile, but not yet everything, is waited for once more. */
    private static final int MORE_PATIENCE = 4;

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();
    private volatile Last last;
    private volatile long goodUntilNanos;
    // Guarded by the lock.
    private int waiting;
    private long attemptAtNanos;
    private int looksLeft;
    private long answers;
    private long answersBefore;

    /**
     * The last answer.
     *
     * @param reachable whether the store answered the last time that it was asked
     * @param atNanos ticker reading at the beginning of the last look that it answered
     */
    record Last(boolean reachable, long atNanos) {}

    Contact(Ticker ticker) {
        this.ticker = ticker;
        this.last = new Last(false, ticker.nanos());
        this.goodUntilNanos = last.atNanos();
    }

    Last last() {
        return last;
    }

    /** Whether a request that comes in now need not wait: one volatile read. */
    boolean isGood(long nowNanos) {
        return nowNanos - goodUntilNanos < 0;
    }

    /** Whether it is time to look at everything, whatever the occasion. */
    boolean isDue(long nowNanos) {
        return nowNanos - last.atNanos() >= DUE_NANOS;
    }

    /**
     * A look at everything begins. As long as a store that is away is tried without a pause, trying is enough: nobody
     * waits for a store that does not answer.
     */
    void looking(long beganNanos) {
        if (!last.reachable() && isGood(beganNanos)) {
            vouch(beganNanos);
        }
    }

    /** The store answered one of a look's questions: it is there, and what it says is on its way into force. */
    void answered() {
        lock.lock();
        try {
            answers++;
        } finally {
            lock.unlock();
        }
    }

    /** The look at everything that began then was answered, and what it found is in force. */
    void heard(long beganNanos) {
        last = new Last(true, beganNanos);
        vouch(beganNanos);
    }

    /** The store did not answer the look that began then; true if a request waits for another one. */
    boolean unheard(long beganNanos) {
        last = new Last(false, last.atNanos());
        boolean again = looksAgain();
        if (!again) {
            vouch(beganNanos);
        }
        return again;
    }

    /**
     * Waits until a look is good, at most {@code patience} from the beginning of the attempt that all who wait share, and
     * as long again, four times at most, if the store answered meanwhile; whoever comes first makes the attempt.
     * Whatever came of it, it counts as a look.
     */
    void await(Runnable attempt, Duration patience) {
        boolean first = enter();
        try {
            if (first) {
                attempt.run();
            }
            awaitLook(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    /** Counts one more who waits; true for the first, unless a look has become good just before it came in here. */
    private boolean enter() {
        lock.lock();
        try {
            boolean first = waiting == 0 && !isGood(ticker.nanos());
            waiting++;
            if (first) {
                attemptAtNanos = ticker.nanos();
                looksLeft = MORE_LOOKS;
                answersBefore = answers;
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void awaitLook(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos() - (ticker.nanos() - attemptAtNanos);
            long heard = answersBefore;
            int more = MORE_PATIENCE;
            while (!isGood(ticker.nanos()) && (left > 0 || (answers != heard && more > 0))) {
                if (left <= 0) {
                    left = patience.toNanos();
                    heard = answers;
                    more--;
                }
                left = looked.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            waiting--;
            extend(attemptAtNanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean looksAgain() {
        lock.lock();
        try {
            boolean awaited = waiting > 0 && !isGood(ticker.nanos());
            return awaited && looksLeft-- > 0;
        } finally {
            lock.unlock();
        }
    }

    private void vouch(long beganNanos) {
        lock.lock();
        try {
            extend(beganNanos);
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void extend(long beganNanos) {
        long until = beganNanos + GOOD_NANOS;
        if (until - goodUntilNanos > 0) {
            goodUntilNanos = until;
        }
    }
}
