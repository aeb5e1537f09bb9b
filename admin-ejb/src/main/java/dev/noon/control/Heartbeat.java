package dev.noon.control;

import java.util.Optional;

/**
 * A node's row: its sign of life and its newest receipt in one.
 *
 * @param revision number of the revision in force; 0 for none
 * @param hash content hash of what is in force
 * @param operation number of the last operation applied
 * @param timeMillis when the row was written, milliseconds since the epoch, by the node's clock
 * @param swapMillis how long the last compile and swap took
 * @param duty whether the node takes traffic
 */
public record Heartbeat(
        NodeIdentity node,
        long revision,
        String hash,
        long operation,
        NodeState state,
        Optional<Refusal> refusal,
        long timeMillis,
        long swapMillis,
        Duty duty) {
    /** A node that has not written for this long is not live. */
    public static final long LIVE_MILLIS = 10_000;

    /** Whether the row is younger than {@link #LIVE_MILLIS}. */
    public boolean live(long nowMillis) {
        return ageMillis(nowMillis) < LIVE_MILLIS;
    }

    /** The node's state; a node that was ready and has not written for as long as that is detached. */
    public NodeState state(long nowMillis) {
        boolean silent = ageMillis(nowMillis) > NodeStatus.DETACHED_AFTER.toMillis();
        return silent && state == NodeState.READY ? NodeState.DETACHED : state;
    }

    /** Age of the row; a row from a clock that is ahead has age 0. */
    public long ageMillis(long nowMillis) {
        return Math.max(0, nowMillis - timeMillis);
    }
}
