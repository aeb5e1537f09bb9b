package dev.noon.control;

import java.util.List;

/**
 * One row per node. Thread-safe. Every method throws {@link StoreUnavailable} within about three seconds when the
 * store does not answer.
 */
public interface Heartbeats {
    /** Writes a node's row in place of the one before. */
    void put(Heartbeat row);

    /** Every row of the environment by node name, live or not. */
    List<Heartbeat> all(String environment);

    /** Deregisters a node: its row goes. */
    void remove(NodeIdentity node);
}
