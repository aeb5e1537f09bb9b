package dev.noon.upstream;

import java.time.Duration;

/**
 * What holds for every upstream of a node.
 *
 * @param maxConcurrent most exchanges at a time with an upstream that does not say; half of the
 *     request threads is a good value
 * @param idle longest time that an unused connection is kept, unless the upstream says less; default 30 s
 * @param validateAfter idle time after which a connection is asked whether it is still there; default 1 s
 * @param addresses which of them are not connected to
 */
public record UpstreamSettings(int maxConcurrent, Duration idle, Duration validateAfter, AddressRule addresses) {
    /** Settings that allow every address. */
    public UpstreamSettings(int maxConcurrent, Duration idle, Duration validateAfter) {
        this(maxConcurrent, idle, validateAfter, AddressRule.ANY);
    }

    /** The defaults, for a node with {@code threads} request threads. */
    public static UpstreamSettings forThreads(int threads, AddressRule addresses) {
        return new UpstreamSettings(Math.max(1, threads / 2), Duration.ofSeconds(30), Duration.ofSeconds(1), addresses);
    }
}
