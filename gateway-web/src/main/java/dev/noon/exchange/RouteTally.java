package dev.noon.exchange;

/** Counts the exchanges of one route, across snapshots. Thread-safe; must not block. */
@FunctionalInterface
public interface RouteTally {
    /** Counts nothing. */
    RouteTally NONE = (exchange, status, nanos) -> {};

    /**
     * An exchange has ended.
     *
     * @param status status sent to the client; 0 if it got none
     * @param nanos how long it took
     */
    void ended(Exchange exchange, int status, long nanos);
}
