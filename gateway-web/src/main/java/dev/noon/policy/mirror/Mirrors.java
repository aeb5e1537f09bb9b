package dev.noon.policy.mirror;

import dev.noon.exchange.Copies.Copy;
import dev.noon.exchange.RequestBody;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** All copies of a node: so many may be under way at a time, whoever makes them. Thread-safe. */
public final class Mirrors {
    /** Most copies under way at a time: each holds a thread and a body. */
    public static final int MOST = 64;

    private final Executor background;
    private final Semaphore places;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /**
     * @param background runs what sends copies; a task may block for the timeouts of an upstream
     * @param places as many as may be under way
     */
    public Mirrors(Executor background, int places) {
        this.background = background;
        this.places = new Semaphore(places);
    }

    /** How many copies were answered, whatever the answer. */
    public long answeredSoFar() {
        return answered.sum();
    }

    /** How many copies nobody answered. */
    public long failedSoFar() {
        return failed.sum();
    }

    /** How many copies were not sent: too many were under way, or the body was too long or did not come. */
    public long droppedSoFar() {
        return dropped.sum();
    }

    /** Takes a place of the node and one of {@code own}; false, and counted, if either is missing. */
    boolean enter(Semaphore own) {
        if (!own.tryAcquire()) {
            dropped.increment();
            return false;
        }
        if (!places.tryAcquire()) {
            own.release();
            dropped.increment();
            return false;
        }
        return true;
    }

    /** Gives the places back without sending. */
    void drop(Semaphore own) {
        dropped.increment();
        leave(own);
    }

    /** Sends {@code copy} some time later, and gives the places back after that. Never blocks, never throws. */
    void send(Copy copy, RequestBody body, Semaphore own) {
        try {
            background.execute(() -> sendNow(copy, body, own));
        } catch (RejectedExecutionException e) {
            drop(own);
        }
    }

    private void sendNow(Copy copy, RequestBody body, Semaphore own) {
        boolean done = false;
        try {
            done = copy.send(body);
        } catch (IOException | RuntimeException e) {
            // What becomes of a copy is counted and is otherwise nobody's business.
            done = false;
        } finally {
            (done ? answered : failed).increment();
            leave(own);
        }
    }

    private void leave(Semaphore own) {
        places.release();
        own.release();
    }
}
