package dev.noon.control;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * What every request passes before it is served. A node that has not looked at the store for four seconds, because its
 * process was paused, looks once before it serves: whatever was acknowledged meanwhile is in force then. Requests that
 * come during that look share it and wait a second at most, or five while the store does answer and the node catches up;
 * if the store stays away the node serves what it has, and nobody waits again while it keeps trying. Thread-safe; in the normal case one volatile read.
 */
public final class Fence {
    /** Longest wait of a request for the store to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Contact contact;
    private final Runnable look;
    private final Executor executor;
    private final Ticker ticker;
    private final LongAdder held = new LongAdder();

    Fence(Contact contact, Runnable look, Executor executor, Ticker ticker) {
        this.contact = contact;
        this.look = look;
        this.executor = executor;
        this.ticker = ticker;
    }

    /** Returns when the request that came in at {@code nowNanos} may be served. */
    public void pass(long nowNanos) {
        if (!contact.isGood(nowNanos)) {
            hold();
        }
    }

    /** How many requests had to wait. */
    public long held() {
        return held.sum();
    }

    /** Again if the process was paused while it waited. */
    private void hold() {
        held.increment();
        while (!contact.isGood(ticker.nanos()) && !Thread.currentThread().isInterrupted()) {
            contact.await(this::launch, PATIENCE);
        }
    }

    /** Without a free thread the timer's next look is waited for. */
    private void launch() {
        try {
            executor.execute(look);
        } catch (RejectedExecutionException e) {
            System.getLogger(Fence.class.getName())
                    .log(System.Logger.Level.WARNING, "no thread to look at the store: {0}", e.getMessage());
        }
    }
}
