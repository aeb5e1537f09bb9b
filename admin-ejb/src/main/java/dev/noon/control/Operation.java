package dev.noon.control;

import dev.noon.cache.Selection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A command to every node of an environment that is not a deployment. Operations are numbered from 1 without gaps, and
 * each names the hash of the one before it.
 *
 * @param timeMillis time of the commit, milliseconds since the epoch
 * @param drained names of the nodes that are to take no traffic after this operation, sorted: whoever reads the newest
 *     operation knows them all
 */
public record Operation(
        String environment,
        long number,
        String previous,
        String hash,
        Command command,
        Author author,
        long timeMillis,
        List<String> drained)
        implements Chained {
    public Operation {
        drained = List.copyOf(drained);
    }

    /** What the nodes do. */
    public sealed interface Command {
        /** The command in words that never change: they are part of the hash. */
        String text();

        /**
         * Stored answers are never served again.
         *
         * @param soft whether they may be revalidated, and stand in where a policy allows what is stale
         */
        record Purge(Selection selection, boolean soft) implements Command {
            /** A purge that leaves nothing. */
            public Purge(Selection selection) {
                this(selection, false);
            }

            @Override
            public String text() {
                return (soft ? "soft-purge-" : "purge-") + selection;
            }
        }

        /**
         * Breakers are closed once.
         *
         * @param upstream name of the upstream; empty for every one
         * @param target address of the target; empty for every one of the upstream
         */
        record ResetBreakers(String upstream, String target) implements Command {
            @Override
            public String text() {
                return ("reset-breakers " + upstream + " " + target).strip();
            }
        }

        /**
         * Bans end.
         *
         * @param id of the ban; empty for every one
         * @param owner the definition whose policy has banned; empty for every one
         */
        record LiftBan(String id, String owner) implements Command {
            @Override
            public String text() {
                return ("lift-ban " + id + " " + owner).strip();
            }
        }

        /**
         * Counters of a limit begin anew.
         *
         * @param limit what the limit is known by, 12 hexadecimal digits
         * @param identity hash of whose counter, 22 characters; empty for everybody's
         * @param owner the definition that the limit belongs to, for example {@code ApiProxy/loans}
         * @param policy what the limit is called there
         */
        record ResetCounters(String limit, String identity, String owner, String policy) implements Command {
            @Override
            public String text() {
                return "reset-counters " + limit + " " + (identity.isEmpty() ? "*" : identity) + " " + owner + " "
                        + policy;
            }
        }

        /** One node tells its load balancers that it takes no more traffic, until it is undrained. */
        record Drain(String node) implements Command {
            @Override
            public String text() {
                return "drain " + node;
            }
        }

        /** One node takes traffic again. */
        record Undrain(String node) implements Command {
            @Override
            public String text() {
                return "undrain " + node;
            }
        }
    }

    /** The operation at {@code place} in an environment in which no node is drained. */
    public static Operation of(Place place, Command command, Author author, long timeMillis) {
        return hashed(place, command, author, timeMillis, List.of());
    }

    /** The same after which {@code nodes} are drained. */
    Operation withDrained(List<String> nodes) {
        return hashed(new Place(environment, number, previous), command, author, timeMillis, nodes);
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

    @Override
    public boolean intact() {
        return equals(withDrained(drained));
    }

    private static Operation hashed(
            Place place, Command command, Author author, long timeMillis, List<String> drained) {
        Digest digest = place.digest().part(command.text()).part(author).part(timeMillis);
        if (!drained.isEmpty()) {
            digest.part("drained");
            drained.forEach(digest::part);
        }
        return new Operation(
                place.environment(),
                place.number(),
                place.previous(),
                digest.hex(),
                command,
                author,
                timeMillis,
                drained);
    }
}
