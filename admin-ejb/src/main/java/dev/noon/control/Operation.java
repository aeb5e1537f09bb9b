package dev.noon.control;

/**
 * A command to every node of an environment that is not a deployment. Operations are numbered from 1 without gaps, and
 * each names the hash of the one before it.
 *
 * @param timeMillis time of the commit, milliseconds since the epoch
 */
public record Operation(
        String environment, long number, String previous, String hash, Command command, Author author, long timeMillis)
        implements Chained {
    /** What the nodes do. */
    public sealed interface Command {
        /** The command in words that never change: they are part of the hash. */
        String text();

        /** Stored answers of one proxy are never served again. */
        record PurgeProxy(String proxy) implements Command {
            @Override
            public String text() {
                return "purge-proxy " + proxy;
            }
        }

        /** Stored answers of every proxy are never served again. */
        record PurgeAll() implements Command {
            @Override
            public String text() {
                return "purge-all";
            }
        }
    }

    /** The operation at {@code place}. */
    public static Operation of(Place place, Command command, Author author, long timeMillis) {
        return new Operation(
                place.environment(),
                place.number(),
                place.previous(),
                hashOf(place, command, author, timeMillis),
                command,
                author,
                timeMillis);
    }

    @Override
    public boolean intact() {
        return hash.equals(hashOf(new Place(environment, number, previous), command, author, timeMillis));
    }

    private static String hashOf(Place place, Command command, Author author, long timeMillis) {
        return place.digest().part(command.text()).part(author).part(timeMillis).hex();
    }
}
