package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import dev.noon.model.text.TargetText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where requests are sent.
 *
 * @param targets at least one
 * @param maxConcurrent most requests of one node that may wait for this upstream at a time, 1 to
 *     100,000; empty means half of the node's request threads
 * @param credential name of the {@link Credential} that requests are sent with
 * @param care how targets are chosen, and what is done about those that fail
 * @param tls what {@code https} targets are verified by
 */
public record Upstream(
        Metadata metadata,
        List<Target> targets,
        Timeouts timeouts,
        OptionalInt maxConcurrent,
        Optional<String> credential,
        Care care,
        Tls tls)
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

    /** An upstream whose targets take turns, whatever becomes of the requests. */
    public Upstream(
            Metadata metadata,
            List<Target> targets,
            Timeouts timeouts,
            OptionalInt maxConcurrent,
            Optional<String> credential) {
        this(metadata, targets, timeouts, maxConcurrent, credential, Care.NONE, Tls.DEFAULT);
    }

    /** The same upstream with that care. */
    public Upstream with(Care other) {
        return new Upstream(metadata, targets, timeouts, maxConcurrent, credential, other, tls);
    }

    /** The same upstream with that TLS. */
    public Upstream with(Tls other) {
        return new Upstream(metadata, targets, timeouts, maxConcurrent, credential, care, other);
    }

    @Override
    public Map<String, Secret> secrets() {
        Map<String, Secret> secrets = new TreeMap<>();
        tls.identity().ifPresent(identity -> secrets.put(Tls.KEY, identity.key()));
        care.balance().sticky().ifPresent(sticky -> secrets.put(Sticky.SECRET, sticky.secret()));
        return secrets;
    }

    @Override
    public Kind kind() {
        return Kind.UPSTREAM;
    }

    /** What its connection pool depends on, as text: equal text, equal pool. The environment's variables are filled in. */
    public String pool() {
        List<String> addresses = targets.stream()
                .map(target -> target.address() + " " + target.weight())
                .toList();
        String waits = timeouts.connect() + " " + timeouts.response();
        return addresses + "|" + waits + "|" + maxConcurrent + (tls.equals(Tls.DEFAULT) ? "" : "|" + tls);
    }

    /** What each target's breaker depends on, as text, by upstream and address; variables are filled in. */
    public SortedMap<String, String> breakers() {
        SortedMap<String, String> breakers = new TreeMap<>();
        care.breaker()
                .ifPresent(breaker -> targets.forEach(
                        target -> breakers.put(metadata.name() + " " + target.address(), breaker.text())));
        return breakers;
    }

    /** The same upstream at other addresses. */
    Upstream withTargets(List<Target> others) {
        return new Upstream(metadata, others, timeouts, maxConcurrent, credential, care, tls);
    }

    /**
     * One address and its share.
     *
     * @param url {@code http://host:port} or {@code https://host:port} with nothing after it; the environment's
     *     variables may stand for parts of it or all of it
     * @param weight 1 to 1000
     */
    public record Target(Template url, int weight) {
        private static final int MOST_WEIGHT = 1000;

        public Target {
            Guard.check("target.url", fault(url));
            if (url.constant()
                    .map(URI::create)
                    .filter(uri -> uri.getPort() == -1)
                    .isPresent()) {
                throw new IllegalArgumentException("target.url is " + url.source() + "; expected a port");
            }
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException(
                        "target.weight is " + weight + "; expected a whole number from 1 to " + MOST_WEIGHT);
            }
        }

        /** A target at a known address. */
        public Target(URI url, int weight) {
            this(Template.literal(url.toString()), weight);
        }

        /**
         * The address.
         *
         * @throws IllegalStateException if the environment's variables are still in it
         */
        public URI address() {
            return url.constant()
                    .map(URI::create)
                    .orElseThrow(() -> new IllegalStateException("target.url is " + url.source() + ", not an address"));
        }

        /** What is wrong with the text of an address. */
        static Optional<String> fault(Template url) {
            return url.variables().stream()
                    .filter(variable -> variable.source() != Template.Source.ENV)
                    .findFirst()
                    .map(variable -> "has " + variable + "; expected only ${env.NAME}: where requests are sent does not"
                            + " depend on the request")
                    .or(() -> url.constant().flatMap(TargetText::fault));
        }
    }

    /**
     * How targets are chosen, and what is done about those that fail.
     *
     * @param breaker leaves them alone for a while; empty for none
     * @param retries asks another target instead; empty for never
     * @param health finds out which of them are well; empty for not at all
     * @param hedge asks another target as well; empty for never
     */
    public record Care(
            Balance balance,
            Optional<Breaker> breaker,
            Optional<Retries> retries,
            Optional<HealthCheck> health,
            Optional<Hedge> hedge) {
        /** Targets take turns, whatever becomes of the requests. */
        public static final Care NONE = new Care(Balance.ROUND_ROBIN, Optional.empty(), Optional.empty());

        /** A care without checks of health and second requests. */
        public Care(Balance balance, Optional<Breaker> breaker, Optional<Retries> retries) {
            this(balance, breaker, retries, Optional.empty(), Optional.empty());
        }
    }

    /**
     * The first two from 1 ms to 10 min.
     *
     * @param connect longest wait for a connection; default 1 s
     * @param response longest wait for response bytes; default 5 s
     * @param total longest time from sending a request, however often, to the last byte of its response's body, 1 ms to 1 d;
     *     empty for no limit
     */
    public record Timeouts(Duration connect, Duration response, Optional<Duration> total) {
        /** What is used where nothing is written. */
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5));

        public Timeouts {
            Guard.check("timeouts.connect", fault(connect));
            Guard.check("timeouts.response", fault(response));
            Guard.check(
                    "timeouts.total",
                    total.flatMap(all -> DurationText.fault(all, Duration.ofMillis(1), Duration.ofDays(1))));
        }

        /** Timeouts without one for everything. */
        public Timeouts(Duration connect, Duration response) {
            this(connect, response, Optional.empty());
        }

        private static Optional<String> fault(Duration timeout) {
            return DurationText.fault(timeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        }
    }
}
