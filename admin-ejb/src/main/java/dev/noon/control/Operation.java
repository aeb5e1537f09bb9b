package dev.noon.control;

/**
 * A command to every node of an environment that is not a deployment. Operations are numbered from 1 without gaps.
 *
 * @param timeMillis time of the commit, milliseconds since the epoch
 */
public record Operation(String environment, long number, Command command, Author author, long timeMillis) {
    /** What the nodes do. */
    public sealed interface Command {
        /** Stored answers of one proxy are never served again. */
        record PurgeProxy(String proxy) implements Command {}

        /** Stored answers of every proxy are never served again. */
        record PurgeAll() implements Command {}
    }
}
