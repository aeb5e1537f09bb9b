package dev.noon.control;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one swap cost one node.
 *
 * @param revision number of the revision that was swapped in
 * @param timeMillis when, milliseconds since the epoch, by the node's clock
 * @param allocatedBytes what the thread that compiled and swapped has allocated for it; empty where the JVM does not say
 * @param collected what the JVM collected in the five seconds after it; empty where the JVM does not say
 * @param dropped exchanges that began in the five seconds before it and ended in a 5xx of the gateway's own, or broken
 *     off
 */
public record SwapFigures(
        NodeIdentity node,
        long revision,
        long timeMillis,
        OptionalLong allocatedBytes,
        Optional<Collected> collected,
        long dropped) {
    /**
     * Garbage collections.
     *
     * @param bytes by how much the heap became smaller in them
     * @param pauseMillis how long they stopped every thread, together
     */
    public record Collected(long bytes, long pauseMillis) {}
}
