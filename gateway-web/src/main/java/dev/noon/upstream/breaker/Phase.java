package dev.noon.upstream.breaker;

import dev.noon.cache.SharedStates.State;
import java.util.Locale;
import java.util.Optional;

/**
 * What a breaker is in, and until when. Never changed once it is made.
 *
 * @param version grows by one with each change that any node makes
 * @param failedTries how many tries in a row have failed since it was closed
 * @param millis how long it lasts, from when a node learns of it; 0 if it is closed
 * @param untilNanos the same as a reading of this node's ticker
 * @param node name of the node that made the change
 * @param sinceMillis when that was, by that node's clock, since the epoch
 * @param known whether the other nodes can know it
 */
record Phase(
        Kind kind,
        long version,
        int failedTries,
        long millis,
        long untilNanos,
        String node,
        long sinceMillis,
        boolean known) {
    /** What a target gets. */
    enum Kind {
        /** Every request. */
        CLOSED,
        /** None. */
        OPEN,
        /** One, of one node. */
        HALF_OPEN;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int PARTS = 5;

    /** Before anything was heard. */
    static final Phase FIRST = new Phase(Kind.CLOSED, 0, 0, 0, 0, "", 0, true);

    /** Who does something, and when, by both clocks. */
    record Moment(String node, long nanos, long wallMillis) {}

    Phase next(Kind next, int failures, long lastsMillis, Moment moment) {
        return new Phase(
                next,
                version + 1,
                failures,
                lastsMillis,
                moment.nanos() + lastsMillis * 1_000_000,
                moment.node(),
                moment.wallMillis(),
                false);
    }

    /** The same, known to the other nodes or not. */
    Phase known(boolean isKnown) {
        return new Phase(kind, version, failedTries, millis, untilNanos, node, sinceMillis, isKnown);
    }

    boolean isClosed() {
        return kind == Kind.CLOSED;
    }

    /** Whether it is not closed, and its time is over. */
    boolean isDue(long nowNanos) {
        return nowNanos - untilNanos >= 0;
    }

    /** How the grid has it. */
    State state() {
        return new State(version, kind + " " + failedTries + " " + millis + " " + sinceMillis + " " + node);
    }

    /** What the grid has; empty if this version cannot read it. Its time begins now. */
    static Optional<Phase> of(State state, long nowNanos) {
        String[] parts = state.text().split(" ", PARTS);
        if (parts.length < PARTS) {
            return Optional.empty();
        }
        try {
            long millis = Long.parseLong(parts[2]);
            return Optional.of(new Phase(
                    Kind.valueOf(parts[0]),
                    state.version(),
                    Integer.parseInt(parts[1]),
                    millis,
                    nowNanos + millis * 1_000_000,
                    parts[4],
                    Long.parseLong(parts[3]),
                    true));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
