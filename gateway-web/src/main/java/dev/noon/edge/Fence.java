package dev.noon.edge;

/**
 * What an exchange passes before a revision is pinned for it, so that a node that was paused looks around before it
 * serves. Thread-safe.
 */
@FunctionalInterface
public interface Fence {
    /** Returns when the request that came in at {@code nowNanos}, a ticker reading, may be served: mostly at once. */
    void pass(long nowNanos);
}
