package dev.noon.it.bench;

import dev.noon.it.http.RecordingUpstream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A limit of each kind that fares differently while the grid is divided, by {@code client} in the query, and an upstream that
 * counts what they let pass. Thread-safe.
 */
final class PartitionLimits implements AutoCloseable {
    /** Units of each client in a window. */
    static final int LIMIT = 100;
    /** What nodes may hold back of a leased limit: each a tenth. */
    static final int HELD_BACK = PartitionScene.NODES * LIMIT / 10;
    /** Clients of each group. */
    static final int CLIENTS = 6;

    private static final String BACKEND = "partition-limits";

    private final Map<String, AtomicInteger> passed = new ConcurrentHashMap<>();
    private final RecordingUpstream upstream;

    PartitionLimits(InetAddress address) {
        this.upstream = RecordingUpstream.silent(
                (request, reply) -> {
                    passed.computeIfAbsent(request.target(), target -> new AtomicInteger())
                            .incrementAndGet();
                    reply.text("answer");
                },
                address);
    }

    /** What counts, and how. */
    enum Kind {
        THROTTLE("throttle, exact, closed", "throttle: { per: minute, window: fixed, mode: exact, onGridAway: closed"),
        THROTTLE_LOCAL(
                "throttle, exact, local", "throttle: { per: minute, window: fixed, mode: exact, onGridAway: local"),
        THROTTLE_LEASED(
                "throttle, leased, closed", "throttle: { per: minute, window: fixed, mode: leased, onGridAway: closed"),
        QUOTA("quota, exact, closed", "quota: { per: hour, mode: exact, onGridAway: closed"),
        QUOTA_LEASED("quota, leased, closed", "quota: { per: hour, mode: leased, onGridAway: closed");

        private final String text;
        private final String policy;

        Kind(String text, String policy) {
            this.text = text;
            this.policy = policy;
        }

        String text() {
            return text;
        }

        boolean leased() {
            return this == THROTTLE_LEASED || this == QUOTA_LEASED;
        }

        /** Whether a node that cannot reach the others counts by itself. */
        boolean isLocal() {
            return this == THROTTLE_LOCAL;
        }

        /** Whether it is counted in the store alone, whatever becomes of the grid. */
        boolean isBooked() {
            return this == QUOTA_LEASED;
        }

        private String path() {
            return "/" + BACKEND + "/" + ordinal();
        }

        private String definition() {
            return """
                    ---
                    apiVersion: noon.dev/v1
                    kind: ApiProxy
                    metadata: { name: %1$s-%2$d }
                    spec:
                      route: { path: %3$s }
                      upstream: %1$s
                      policies: [ { %4$s, limit: %5$d, %6$s } } ]
                    """.formatted(BACKEND, ordinal(), path(), policy, LIMIT, LimitScene.BY);
        }
    }

    /** How a client spends its units. */
    enum Group {
        /** All of them while the grid is divided. */
        FULL("divided: all that is left"),
        /** Some of them while it is divided, and the others afterwards. */
        PART("divided: some; healed: the rest"),
        /** From the cut on, before anybody has noticed it. */
        EARLY("from the cut on: all");

        private final String text;

        Group(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** When and where requests are sent. */
    enum Phase {
        BEFORE,
        MAJORITY,
        MINORITY,
        AFTER
    }

    String definitions() {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %s }
                spec: { targets: [ { url: "%s" } ] }
                """.formatted(BACKEND, upstream.url())
                + Arrays.stream(Kind.values()).map(Kind::definition).collect(Collectors.joining());
    }

    /** What a client asks for; it is the same client in every phase. */
    static String target(Kind kind, String client, Phase phase) {
        return kind.path() + "?client=" + client + "&phase=" + phase;
    }

    /** What client {@code number} of a group asks for. */
    static String target(Kind kind, Group group, Phase phase, int number) {
        return target(kind, group + "-" + number, phase);
    }

    /** How many requests of each client of a group have passed in these phases together. */
    int[] passed(Kind kind, Group group, Phase... phases) {
        return IntStream.range(0, CLIENTS)
                .map(number -> Arrays.stream(phases)
                        .map(phase -> target(kind, group, phase, number))
                        .mapToInt(this::passed)
                        .sum())
                .toArray();
    }

    @Override
    public void close() {
        upstream.close();
    }

    private int passed(String target) {
        AtomicInteger count = passed.get(target);
        return count == null ? 0 : count.get();
    }
}
