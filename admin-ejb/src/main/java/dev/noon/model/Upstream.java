package dev.noon.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where requests are sent.
 *
 * @param maxConcurrent most requests of one node that may wait for this upstream at a time; empty
 *     means half of the node's request threads
 */
public record Upstream(Metadata metadata, List<Target> targets, Timeouts timeouts, OptionalInt maxConcurrent)
        implements Definition {
    public Upstream {
        targets = List.copyOf(targets);
    }

    @Override
    public Kind kind() {
        return Kind.UPSTREAM;
    }

    /** One address ({@code http://host:port}, optionally with a path prefix) and its share, 1 to 1000. */
    public record Target(URI url, int weight) {}

    /**
     * @param connect longest wait for a connection; default 1 s
     * @param response longest wait for response bytes; default 5 s
     */
    public record Timeouts(Duration connect, Duration response) {}
}
