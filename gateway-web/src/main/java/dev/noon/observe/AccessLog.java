package dev.noon.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A line per exchange on its way to where lines go. Whoever has a line never waits: it goes into a queue of 8,192, or is
 * dropped and counted. One thread of the executor at a time writes; it is given back after a second without lines.
 * Thread-safe.
 */
public final class AccessLog {
    /** Which exchanges have a line. */
    public enum Mode {
        /** None. */
        OFF,
        /** 5xx and replies that were never sent; refusals as well, where logger {@code dev.noon.access} is at FINE. */
        ERRORS,
        /** All. */
        ALL
    }

    private static final Logger LOG = Logger.getLogger("dev.noon.access");
    private static final int ROOM = 8_192;
    private static final int BATCH = 512;
    private static final long LINGER_MILLIS = 1_000;

    private final Mode mode;
    private final LineSink sink;
    private final Executor executor;
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    public AccessLog(Mode mode, LineSink sink, Executor executor) {
        this.mode = mode;
        this.sink = sink;
        this.executor = executor;
    }

    /** Writes nothing. */
    public static AccessLog off() {
        return new AccessLog(Mode.OFF, lines -> {}, Runnable::run);
    }

    /** Whether an exchange that ended with that status has a line; 0 if its client got none. */
    boolean wants(int status) {
        return switch (mode) {
            case OFF -> false;
            case ALL -> true;
            case ERRORS -> status == 0 || status >= 500 || (status >= 400 && LOG.isLoggable(Level.FINE));
        };
    }

    /** Takes a line without waiting. */
    void offer(String line) {
        if (!queue.offer(line)) {
            dropped.increment();
        }
        if (!writing.get() && writing.compareAndSet(false, true)) {
            start();
        }
    }

    /** Lines that have been written. */
    public long written() {
        return written.sum();
    }

    /** Lines that were not: the queue was full, or they could not be written. */
    public long dropped() {
        return dropped.sum();
    }

    /** Writes what is left; for the end of the node. */
    public void close() {
        writing.set(true);
        writeAll();
    }

    private void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            // The next line tries again.
            writing.set(false);
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            more = writeSome() || !leaves();
        }
    }

    /** Leaves, unless a line has come after the last look. */
    private boolean leaves() {
        writing.set(false);
        return queue.isEmpty() || !writing.compareAndSet(false, true);
    }

    private boolean writeSome() {
        try {
            String first = queue.poll(LINGER_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return false;
            }
            List<String> lines = new ArrayList<>();
            lines.add(first);
            queue.drainTo(lines, BATCH);
            write(lines);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            writeAll();
            return false;
        }
    }

    private void writeAll() {
        List<String> lines = new ArrayList<>();
        queue.drainTo(lines);
        write(lines);
    }

    private void write(List<String> lines) {
        try {
            sink.write(lines);
            written.add(lines.size());
            broken.set(false);
        } catch (IOException | RuntimeException e) {
            dropped.add(lines.size());
            if (broken.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "the access log cannot be written; its lines are dropped until it can", e);
            }
        }
    }
}
