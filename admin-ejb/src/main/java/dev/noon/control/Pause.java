package dev.noon.control;

import java.util.concurrent.locks.LockSupport;

/** Lets the calling thread rest. */
@FunctionalInterface
public interface Pause {
    /** Returns after about {@code nanos} nanoseconds, or earlier when the thread is interrupted. */
    void nanos(long nanos);

    /** Parks the thread. */
    static Pause system() {
        return LockSupport::parkNanos;
    }
}
