package dev.noon.exchange;

/**
 * Something expensive that outlives a snapshot: a pool, a key set, a breaker. Thread-safe. It is
 * closed when the last snapshot that uses it has let go.
 */
public interface SharedResource extends AutoCloseable {
    /** Begins to get ready, in the background; never fails, never blocks. Asking again is harmless. */
    default void warm() {}

    /** Whether getting ready has ended, well or not. */
    default boolean isWarm() {
        return true;
    }

    /** Whether a rollout, which makes everything anew, leaves it as it is. */
    default boolean outlivesRollout() {
        return false;
    }

    /** Does what is due, about once a second; never blocks. */
    default void sweep() {}

    /** Gives everything back. Called once. */
    @Override
    void close();
}
