package dev.noon.control;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A command to every node of an environment that is not a deployment. Operations are numbered from 1 without gaps.
 *
 * @param timeMillis time of the commit, milliseconds since the epoch
 * @param drained names of the nodes that are to take no traffic after this operation, sorted: whoever reads the newest
 *     operation knows them all
 */
public record Operation(
        String environment, long number, Command command, Author author, long timeMillis, List<String> drained) {
    public Operation {
        drained = List.copyOf(drained);
    }

    /** An operation of an environment in which no node is drained. */
    public Operation(String environment, long number, Command command, Author author, long timeMillis) {
        this(environment, number, command, author, timeMillis, List.of());
    }

    /** What the nodes do. */
    public sealed interface Command {
        /** Stored answers of one proxy are never served again. */
        record PurgeProxy(String proxy) implements Command {}

        /** Stored answers of every proxy are never served again. */
        record PurgeAll() implements Command {}

        /** One node tells its load balancers that it takes no more traffic, until it is undrained. */
        record Drain(String node) implements Command {}

        /** One node takes traffic again. */
        record Undrain(String node) implements Command {}
    }

    /** Which of {@code before} are drained after {@code command}. */
    static List<String> drainedAfter(List<String> before, Command command) {
        SortedSet<String> nodes = new TreeSet<>(before);
        if (command instanceof Command.Drain drain) {
            nodes.add(drain.node());
        } else if (command instanceof Command.Undrain undrain) {
            nodes.remove(undrain.node());
        }
        return List.copyOf(nodes);
    }
}
