package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import dev.noon.model.text.TargetText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where requests are sent.
 *
 * @param targets at least one
 * @param maxConcurrent most requests of one node that may wait for this upstream at a time, 1 to
 *     100,000; empty means half of the node's request threads
 * @param credential name of the {@link Credential} that requests are sent with
 */
public record Upstream(
        Metadata metadata,
        List<Target> targets,
        Timeouts timeouts,
        OptionalInt maxConcurrent,
        Optional<String> credential)
        implements Definition {
    private static final int MOST_CONCURRENT = 100_000;

    public Upstream {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("spec.targets is empty; expected at least one target");
        }
        int most = maxConcurrent.orElse(1);
        if (most < 1 || most > MOST_CONCURRENT) {
            throw new IllegalArgumentException(
                    "spec.maxConcurrent is " + most + "; expected a whole number from 1 to " + MOST_CONCURRENT);
        }
        Guard.check("spec.credential", credential.flatMap(NameText::fault));
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.UPSTREAM;
    }

    /** What its connection pool depends on, as text: equal text, equal pool. */
    public String pool() {
        return targets + "|" + timeouts + "|" + maxConcurrent;
    }

    /** One address, {@code http://host:port} with nothing after it, and its share, 1 to 1000. */
    public record Target(URI url, int weight) {
        private static final int MOST_WEIGHT = 1000;

        public Target {
            Guard.check("target.url", TargetText.fault(url.toString()));
            if (url.getPort() == -1) {
                throw new IllegalArgumentException("target.url is " + url + "; expected a port");
            }
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException(
                        "target.weight is " + weight + "; expected a whole number from 1 to " + MOST_WEIGHT);
            }
        }
    }

    /**
     * Both from 1 ms to 10 min.
     *
     * @param connect longest wait for a connection; default 1 s
     * @param response longest wait for response bytes; default 5 s
     */
    public record Timeouts(Duration connect, Duration response) {
        /** What is used where nothing is written. */
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5));

        public Timeouts {
            Guard.check("timeouts.connect", fault(connect));
            Guard.check("timeouts.response", fault(response));
        }

        private static Optional<String> fault(Duration timeout) {
            return DurationText.fault(timeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        }
    }
}
