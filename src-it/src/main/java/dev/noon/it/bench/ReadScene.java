package dev.noon.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import dev.noon.it.load.OpenLoopReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Three nodes with the bare filter beside them, one upstream that counts who asks it, and a proxy with a cache for each
 * case. Used by one thread.
 */
final class ReadScene implements AutoCloseable {
    static final int KIB = 1024;
    private static final int NODES = 3;
    /** Room for the answers of the cases that have a number of their own. */
    private static final int MORE_ENTRIES = 40_000;

    private static final Headers PLAIN = Headers.of("Content-Type", "text/plain");

    private final Thresholds thresholds;
    private final LongAdder fetches = new LongAdder();
    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();
    private final RecordingUpstream upstream;
    private final Cluster cluster;

    private ReadScene(int keys, PrintStream out) {
        this.thresholds = new Thresholds(out);
        Checkout checkout = Checkout.find();
        this.upstream = RecordingUpstream.silent(this::answer);
        this.cluster = Cluster.start(ClusterSpec.of(NODES, checkout.scratch("bench/zipf"))
                .withJvmOption("-Dnoon.grid.entries=" + (2 * keys + MORE_ENTRIES))
                .withArchive(BareWar.pack(checkout, out)));
    }

    /** Starts everything; nothing is stored, and nothing has been asked. */
    static ReadScene open(int keys, PrintStream out) {
        ReadScene scene = new ReadScene(keys, out);
        AdminAnswer applied = scene.cluster.admin().apply(scene.definitions());
        if (!applied.complete()) {
            scene.close();
            throw new IllegalStateException("the definitions were not applied: " + applied);
        }
        return scene;
    }

    Cluster cluster() {
        return cluster;
    }

    PrintStream out() {
        return thresholds.out();
    }

    /** The traffic ports of all nodes. */
    List<Integer> ports() {
        return cluster.nodes().stream().map(ReadScene::port).toList();
    }

    static int port(Node node) {
        return node.address().http();
    }

    /** How often the upstream has been asked so far. */
    long fetches() {
        return fetches.sum();
    }

    /** What all nodes together say of the cache of one proxy. */
    JsonNode figures(String proxy) {
        return cluster.admin()
                .send("GET", "/analytics?proxy=" + proxy, "")
                .json()
                .path("cache");
    }

    void print(String format, Object... values) {
        thresholds.print(format, values);
    }

    /** Prints a figure that must be below its limit. */
    void below(String what, double value, double limit) {
        thresholds.below(what, value, limit);
    }

    /** Prints a figure that must be at most its limit. */
    void atMost(String what, double value, double limit) {
        thresholds.atMost(what, value, limit);
    }

    /** Prints a figure that must be at least its limit. */
    void atLeast(String what, double value, double limit) {
        thresholds.atLeast(what, value, limit);
    }

    /** Every request was answered, over connections that stayed open. */
    void unharmed(OpenLoopReport report) {
        if (report.failed() + report.lost() > 0) {
            atMost("failed requests and broken connections", report.failed() + (double) report.lost(), 0);
        }
    }

    /** Prints the verdict; the exit code. */
    int verdict() {
        return thresholds.verdict();
    }

    @Override
    public void close() {
        cluster.close();
        upstream.close();
    }

    private void answer(UpstreamRequest request, UpstreamReply reply) throws IOException {
        fetches.increment();
        reply.send(200, bodies.computeIfAbsent(size(request.target()), ReadScene::body), PLAIN);
    }

    /** {@code /grid/SIZE/…} is that long, everything else a kibibyte. */
    private static int size(String target) {
        String[] parts = target.split("/", -1);
        return parts[1].equals("grid") ? Integer.parseInt(parts[2]) : KIB;
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'z');
        return body;
    }

    private String definitions() {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: zipf-backend }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                """.formatted(upstream.port())
                + proxy("cold", "ttl: 1d")
                + proxy("grid", "ttl: 1d")
                + proxy("local", "ttl: 1d")
                + proxy("kill", Rejoin.TTL);
    }

    private static String proxy(String name, String ttl) {
        return """
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: zipf-%1$s }
                spec:
                  route: { path: /%1$s }
                  upstream: zipf-backend
                  policies: [ { cache: { storage: tiered, %2$s } } ]
                """.formatted(name, ttl);
    }
}
