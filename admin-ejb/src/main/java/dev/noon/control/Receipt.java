package dev.noon.control;

import java.util.Optional;

/**
 * What a node did with a revision, kept for 30 days.
 *
 * @param hash content hash that the node had in force afterwards
 * @param refusal why it refused; empty when it swapped
 * @param timeMillis when, milliseconds since the epoch, by the node's clock
 * @param swapMillis how long compile and swap took
 */
public record Receipt(
        NodeIdentity node, long revision, String hash, Optional<Refusal> refusal, long timeMillis, long swapMillis) {}
