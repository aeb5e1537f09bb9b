package dev.noon.snapshot;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The one snapshot in force on this node. Thread-safe; a swap is one write that every new exchange sees. */
public final class ActiveSnapshot {
    private final AtomicReference<Snapshot> current = new AtomicReference<>(Snapshot.none());

    /** The snapshot in force, not retained: good for looking at its number, and for compiling the next one. */
    public Snapshot current() {
        return Objects.requireNonNull(current.get());
    }

    /** The snapshot in force, retained; the caller must release it. */
    public Snapshot acquire() {
        Snapshot snapshot = current();
        // It may have been swapped out and let go between reading and retaining.
        while (!snapshot.retain()) {
            snapshot = current();
        }
        return snapshot;
    }

    /** Puts {@code next} in force and lets go of the one before, which lives on until its exchanges have ended. */
    public void swap(Snapshot next) {
        Objects.requireNonNull(current.getAndSet(next)).release();
    }
}
