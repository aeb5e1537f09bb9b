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
        NodeIdentity node, long revision, String hash, Optional<Refusal> refusal, long timeMillis, long swapMillis) {
    /** Whether {@code other} is the same node's word on the same revision, at whatever time. */
    boolean saysTheSame(Receipt other) {
        return node.equals(other.node)
                && revision == other.revision
                && hash.equals(other.hash)
                && refusal.equals(other.refusal);
    }

    /** A digest that has everything that the receipt says. */
    Digest digest() {
        Digest digest =
                Digest.start().part(node.environment()).part(node.name()).part(node.address());
        digest.part(revision).part(hash).part(timeMillis).part(swapMillis);
        refusal.ifPresent(it ->
                digest.part("refusal").part(it.revision()).part(it.reason()).part(it.field()));
        return digest;
    }
}
