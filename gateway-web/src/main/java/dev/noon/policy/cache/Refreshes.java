package dev.noon.policy.cache;

import dev.noon.exchange.Body;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fetches on a node that no request waits for: so many may be under way at a time. Thread-safe. */
public final class Refreshes {
    /** Most fetches under way at a time: each holds a thread. */
    public static final int MOST = 64;

    private static final int BUFFER_BYTES = 16 << 10;
    /** No larger body is ever stored. */
    private static final long MOST_BYTES = 16 << 20;

    private static final Logger LOG = Logger.getLogger(Refreshes.class.getName());

    /** Fetches and stores, under an exchange of its own. */
    @FunctionalInterface
    interface Task {
        /** What was fetched, if anything had to be. */
        Optional<Reply> run(Exchange behind) throws IOException;
    }

    private final Executor background;
    private final Semaphore places;
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /**
     * @param background runs tasks that may block for the timeouts of an upstream
     * @param places as many as may be under way
     */
    public Refreshes(Executor background, int places) {
        this.background = background;
        this.places = new Semaphore(places);
    }

    /** How many have ended well. */
    public long doneSoFar() {
        return done.sum();
    }

    /** How many have not. */
    public long failedSoFar() {
        return failed.sum();
    }

    /** How many were not begun, because too many were under way; what is stale is asked for again. */
    public long droppedSoFar() {
        return dropped.sum();
    }

    /** Runs {@code task} some time later about {@code question}, under the revision of {@code exchange}. Never blocks. */
    void start(Exchange exchange, Request question, Task task) {
        if (!places.tryAcquire()) {
            dropped.increment();
            return;
        }
        Optional<Exchange> behind = exchange.apart(question);
        if (behind.isEmpty()) {
            places.release();
            return;
        }
        try {
            background.execute(() -> run(behind.get(), task));
        } catch (RejectedExecutionException e) {
            dropped.increment();
            end(behind.get());
        }
    }

    private void run(Exchange behind, Task task) {
        boolean well = false;
        try {
            Optional<Reply> reply = task.run(behind);
            if (reply.isPresent() && reply.get().body() instanceof Body.Stream stream) {
                readOn(stream.in());
            }
            well = reply.isEmpty() || reply.get().status() < 500;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, e, () -> "an answer of proxy " + behind.route().proxy() + " was not fetched anew");
        } finally {
            (well ? done : failed).increment();
            end(behind);
        }
    }

    /** To the end, where it is stored, or until it is clear that it is not. */
    private static void readOn(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = MOST_BYTES;
        int read = in.read(buffer);
        while (read >= 0 && left > 0) {
            left -= read;
            read = in.read(buffer);
        }
    }

    private void end(Exchange behind) {
        try {
            behind.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.FINE,
                    e,
                    () -> "an exchange of proxy " + behind.route().proxy() + " did not close");
        } finally {
            places.release();
        }
    }
}
