package dev.noon.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Ends a request from another thread: what it waits for is closed, and what it would wait for next is not begun. Thread-safe.
 */
public class Breakoff {
    /** Of a request that nobody else ends. */
    public static final Breakoff NEVER = new Breakoff() {
        @Override
        boolean waitsOn(Closeable something) {
            return true;
        }

        @Override
        boolean isBroken() {
            return false;
        }
    };

    private Optional<Closeable> waiting = Optional.empty();
    private boolean broken;

    Breakoff() {}

    /** The request is about to wait for {@code something}; false if it must not, for it is ended. */
    synchronized boolean waitsOn(Closeable something) {
        waiting = Optional.of(something);
        return !broken;
    }

    /** Whether it was ended. */
    synchronized boolean isBroken() {
        return broken;
    }

    /** Ends it; again is harmless. */
    synchronized void now() {
        broken = true;
        waiting.ifPresent(Breakoff::close);
    }

    private static void close(Closeable something) {
        try {
            something.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
