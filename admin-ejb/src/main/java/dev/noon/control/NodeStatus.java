package dev.noon.control;

import java.time.Duration;
import java.util.Optional;

/**
 * What a node knows of itself at one moment. Immutable.
 *
 * @param revision number of the revision in force; 0 before the first
 * @param hash content hash of what is in force; empty when nothing is
 * @param operation number of the last operation applied; 0 before the first
 * @param storeReachable whether the last contact with the store succeeded
 * @param sinceContact time since the store last answered; since the start of the node if it never did
 * @param refusal why a newer revision is not in force
 * @param duty whether the node takes traffic
 * @param counts totals since the start
 */
public record NodeStatus(
        NodeIdentity node,
        NodeState state,
        long revision,
        String hash,
        long operation,
        boolean storeReachable,
        Duration sinceContact,
        Optional<Refusal> refusal,
        Duty duty,
        Counts counts) {
    /** A node whose last contact is older than this is detached. */
    public static final Duration DETACHED_AFTER = Duration.ofSeconds(4);

    /**
     * Totals.
     *
     * @param swaps revisions put in force
     * @param refusals revisions refused
     * @param drifts times that everything was read again because it did not add up
     * @param swapMillis how long the last swap took
     */
    public record Counts(long swaps, long refusals, long drifts, long swapMillis) {}

    /** Whether a snapshot is in force. */
    public boolean serving() {
        return !hash.isEmpty();
    }
}
