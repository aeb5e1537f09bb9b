package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Three nodes and one upstream that remembers when it was asked for what, and proxies whose limits count by {@code
 * client} in the query. Used by one thread.
 */
final class LimitScene implements AutoCloseable {
    /** What the limits here count by. */
    static final String BY = "by: \"${query.client}\"";

    private static final int NODES = 3;

    private final Thresholds thresholds;
    private final Options options;
    private final Map<String, Queue<Long>> arrivals = new ConcurrentHashMap<>();
    private final RecordingUpstream upstream = RecordingUpstream.silent(this::answer);
    private final Cluster cluster;

    private LimitScene(Options options, PrintStream out) {
        this.options = options;
        this.thresholds = new Thresholds(out);
        this.cluster = Cluster.start(ClusterSpec.of(NODES, Checkout.find().scratch("bench/limits/cluster")));
    }

    /** Starts everything; nothing is limited yet. */
    static LimitScene open(Options options, PrintStream out) {
        LimitScene scene = new LimitScene(options, out);
        scene.apply("""
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: limits-backend }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                """.formatted(scene.upstream.port()));
        return scene;
    }

    /** Puts a proxy at {@code /name} in force with these policies, each as YAML. */
    void proxy(String name, String... policies) {
        apply("""
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: limits-%1$s }
                spec:
                  route: { path: /%1$s }
                  upstream: limits-backend
                  policies: [ %2$s ]
                """.formatted(
                name, Arrays.stream(policies).map(each -> "{ " + each + " }").collect(Collectors.joining(", "))));
    }

    void apply(String definitions) {
        AdminAnswer applied = cluster.admin().apply(definitions);
        if (!applied.complete()) {
            throw new IllegalStateException("the definitions were not applied: " + applied);
        }
    }

    /** Asks for {@code /name} as that client, on every node, over all connections. */
    Burst.Outcome burst(String name, String client, int requests) throws InterruptedException {
        return Burst.run(ports(), options.count("connections", 64), target(name, client), requests);
    }

    static String target(String name, String client) {
        return "/" + name + "?client=" + client;
    }

    /** Fails unless {@code reply} says what is left of a limit: without one there would be nothing to measure. */
    static void requireLimited(Reply reply) {
        if (reply.status() != 200 || !reply.headers().has("RateLimit")) {
            throw new IllegalStateException("nothing is counted here: " + reply);
        }
    }

    /** How many requests for {@code /name} as that client have reached the upstream. */
    int admitted(String name, String client) {
        return arrivals(name, client).size();
    }

    /** When they did, in the order in which they came; nanoseconds as of {@link System#nanoTime}. */
    List<Long> arrivals(String name, String client) {
        return List.copyOf(arrivals.getOrDefault(target(name, client), new ConcurrentLinkedQueue<>()));
    }

    Cluster cluster() {
        return cluster;
    }

    Thresholds thresholds() {
        return thresholds;
    }

    /** How many units may pass. */
    int limit() {
        return options.count("limit", 1_000);
    }

    /** What the nodes together may hold back of a leased limit: each a tenth at most. */
    int heldBack() {
        return cluster.nodes().size() * Math.max(1, limit() / 10);
    }

    /** The traffic ports of all nodes. */
    List<Integer> ports() {
        return cluster.nodes().stream().map(node -> node.address().http()).toList();
    }

    /** What a figure of {@code /metrics} comes to on all nodes together. */
    long figure(String name) {
        return cluster.nodes().stream()
                .mapToLong(node -> cluster.admin(node).metric(name))
                .sum();
    }

    /** Waits until the window that has begun lasts for {@code needed} longer. Windows begin with the epoch. */
    static void awaitRoom(Duration window, Duration needed) {
        Awaitility.await("a window that does not end meanwhile")
                .atMost(needed.plusSeconds(5))
                .until(() -> window.toMillis() - System.currentTimeMillis() % window.toMillis() >= needed.toMillis());
    }

    /** The number of the window that has begun. */
    static long window(Duration window) {
        return System.currentTimeMillis() / window.toMillis();
    }

    @Override
    public void close() {
        cluster.close();
        upstream.close();
    }

    private void answer(UpstreamRequest request, UpstreamReply reply) throws IOException {
        arrivals.computeIfAbsent(request.target(), target -> new ConcurrentLinkedQueue<>())
                .add(System.nanoTime());
        reply.text("answer");
    }
}
