package dev.noon.control;

import java.util.List;
import java.util.Optional;

/**
 * One row per node. Thread-safe. Every method throws {@link StoreUnavailable} within about three seconds when the
 * store does not answer.
 */
public interface Heartbeats {
    /** Writes a node's row in place of the one before. */
    void put(Heartbeat row);

    /** Every row of the environment by node name, live or not. */
    List<Heartbeat> all(String environment);

    /** What rows say of how far their nodes are, by node name; a third of the bytes of {@link #all}. */
    default List<Progress> progress(String environment) {
        return all(environment).stream().map(Progress::of).toList();
    }

    /** How far a node is: some of its {@link Heartbeat}. */
    record Progress(String node, long revision, long operation, Optional<Refusal> refusal, long timeMillis) {
        static Progress of(Heartbeat row) {
            return new Progress(row.node().name(), row.revision(), row.operation(), row.refusal(), row.timeMillis());
        }

        /** Whether the row is younger than {@link Heartbeat#LIVE_MILLIS}; one from a clock that is ahead is. */
        public boolean live(long nowMillis) {
            return nowMillis - timeMillis < Heartbeat.LIVE_MILLIS;
        }
    }

    /** Deregisters a node: its row goes. */
    void remove(NodeIdentity node);
}
