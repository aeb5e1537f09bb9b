package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * One node, nginx as its origin, and a second upstream that takes its time: what the benchmarks of a single node's
 * resilience share. {@code /hit} is answered from the cache, {@code /origin} by nginx, {@code /ten} too, with ten policies
 * in between, {@code /late} by the other.
 */
final class Stage implements AutoCloseable {
    private final PrintStream out;
    private final Path www;
    private final Peers peers;
    private final SlowOrigin late;
    private final Cluster cluster;

    private Stage(String name, Duration delay, ClusterSpec spec, PrintStream out) throws IOException {
        this.out = out;
        Path scratch = scratch(name);
        Cluster.empty(scratch);
        Path directory = Files.createDirectories(scratch.resolve("peers"));
        this.www = directory.resolve("www");
        this.peers = new Peers(Checkout.find(), directory, new Ports(), out);
        int origin = peers.origin();
        this.late = new SlowOrigin(delay);
        this.cluster = Cluster.start(spec);
        AdminAnswer applied = cluster.admin().apply(definitions(name, origin));
        if (!applied.complete()) {
            throw new IllegalStateException("the definitions were not applied: " + applied);
        }
    }

    /** Where the node of benchmark {@code name} runs, and how. */
    static ClusterSpec spec(String name) {
        return ClusterSpec.of(1, scratch(name).resolve("node"));
    }

    private static Path scratch(String name) {
        return Checkout.find().scratch("bench/" + name);
    }

    /** Starts everything; the upstream of {@code /late} answers after {@code delay}. */
    static Stage open(String name, Duration delay, ClusterSpec spec) throws IOException {
        if (!Peers.installed("wrk")) {
            throw new IllegalArgumentException("wrk is missing; it makes the load (Debian: apt-get install wrk)");
        }
        return new Stage(name, delay, spec, System.out);
    }

    Node node() {
        return cluster.node(1);
    }

    SlowOrigin late() {
        return late;
    }

    /** A file that {@code /origin} serves, with nothing in it but zeros. */
    void file(String name, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(www.resolve(name).toFile(), "rw")) {
            file.setLength(bytes);
        }
    }

    URI url(String path) {
        return node().url(path);
    }

    /** Prints a figure and its limit; whether it holds. */
    boolean figure(String what, double value, String relation, double limit) {
        boolean held = relation.equals("<") ? value < limit : value >= limit;
        out.printf(
                Locale.ROOT,
                "%-60s %10.2f  (%s %.2f)  %s%n",
                what,
                value,
                relation,
                limit,
                held ? "ok" : "DOES NOT HOLD");
        return held;
    }

    /** Prints the verdict; the exit code. */
    int verdict(boolean held) {
        out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
        return held ? 0 : 1;
    }

    @Override
    public void close() {
        cluster.close();
        late.close();
        peers.close();
    }

    private String definitions(String name, int origin) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %1$s-origin }
                spec: { targets: [ { url: "http://127.0.0.1:%2$d" } ] }
                ---
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %1$s-late }
                spec:
                  targets: [ { url: "http://127.0.0.1:%3$d" } ]
                  timeouts: { connect: 2s, response: 60s }
                  maxConcurrent: 2000
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s-hit }
                spec:
                  route: { path: /hit }
                  upstream: %1$s-origin
                  stripPath: true
                  policies: [ { cache: { storage: tiered, ttl: 1h } } ]
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s-pass }
                spec:
                  route: { path: /origin }
                  upstream: %1$s-origin
                  stripPath: true
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s-late }
                spec:
                  route: { path: /late }
                  upstream: %1$s-late
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s-ten }
                spec:
                  route: { path: /ten }
                  upstream: %1$s-origin
                  stripPath: true
                  policies:
                    - cors: { origins: ["https://app.example.com"] }
                    - ipFilter: { deny: [203.0.113.0/24] }
                    - threats: { rules: { sql: { in: [path, query], match: "(?i)union\\\\s+select" } } }
                    - validate: { contentTypes: [application/json], maxBody: 64KiB }
                    - mock: { status: 503 }
                      when: { headers: { X-Down: { present: true } } }
                    - redirect: { to: /elsewhere }
                      when: { query: { old: { equals: "1" } } }
                    - rewrite: { query: { set: { channel: web } } }
                    - requestHeaders: { set: { X-Channel: web }, remove: [X-Debug] }
                    - requestHeaders: { set: { X-Client-Path: "${path}" } }
                      name: client-path
                    - responseHeaders: { set: { X-Definition: v1 } }
                """.formatted(name, origin, late.port());
    }
}
