package dev.noon.it.bench;

import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one node passes on to nginx with a limit that is never reached, and without one, in turns. */
final class LimitThroughput {
    private static final String NONE = "no limit";
    private static final String THROTTLE = "throttle, leased";
    private static final String QUOTA = "quota, leased";
    private static final String EXACT = "throttle, exact";
    private static final String FILE = "/1k.txt";

    private final LimitScene scene;
    private final Options options;
    private final Map<String, String> policies = new LinkedHashMap<>();

    LimitThroughput(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
        policies.put(NONE, "");
        policies.put(THROTTLE, "{ throttle: { limit: 1000000000, per: second } }");
        policies.put(QUOTA, "{ quota: { limit: 1000000000000, per: month } }");
        policies.put(EXACT, "{ throttle: { limit: 1000000000, per: second, mode: exact } }");
    }

    void run() throws IOException, InterruptedException {
        Path directory = Checkout.find().scratch("bench/limits/peers");
        Cluster.empty(directory);
        try (Peers peers = new Peers(
                Checkout.find(), directory, new Ports(), scene.thresholds().out())) {
            scene.apply(definitions(peers.origin()));
            Measurement measurement = measure(scene.cluster().node(1));
            measurement.print("throughput", NONE, scene.thresholds().out());
            report(measurement);
        }
    }

    private Measurement measure(Node node) throws IOException, InterruptedException {
        Measurement measurement = new Measurement(policies.keySet().stream().toList());
        policies.keySet().stream()
                .filter(name -> !name.equals(NONE))
                .forEach(name -> LimitScene.requireLimited(node.get("/" + path(name) + FILE)));
        // Warm in turns, too: compiled code is best for what came first, if that came for long.
        List<String> order = new ArrayList<>(policies.keySet());
        int seconds = options.count("seconds", 2);
        for (int turn = 0; turn * seconds < options.count("warmup", 20); turn++) {
            turn(node, order, seconds);
        }
        for (int turn = 0; turn < 2 * options.count("turns", 7); turn++) {
            turn(node, order, seconds).forEach(measurement::add);
        }
        return measurement;
    }

    /** There and back in turns: what the machine does by and by hits the first as often as the last. */
    private static Map<String, Wrk.Result> turn(Node node, List<String> order, int seconds)
            throws IOException, InterruptedException {
        Map<String, Wrk.Result> results = new LinkedHashMap<>();
        for (String name : order) {
            results.put(name, Wrk.run(url(node, name), seconds));
        }
        Collections.reverse(order);
        return results;
    }

    private void report(Measurement measurement) {
        double least = options.ratio("ratio", 0.95);
        Thresholds thresholds = scene.thresholds();
        thresholds.atLeast("throughput: leased throttle, of none", measurement.ratio(THROTTLE, NONE), least);
        thresholds.atLeast("throughput: leased quota, of none", measurement.ratio(QUOTA, NONE), least);
        long errors = policies.keySet().stream().mapToLong(measurement::errors).sum();
        thresholds.atMost("throughput: failed requests", errors, 0);
    }

    private static URI url(Node node, String name) {
        return node.url("/" + path(name) + FILE);
    }

    private static String path(String name) {
        return "pass-" + name.replace(", ", "-").replace(' ', '-');
    }

    private String definitions(int origin) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: limits-origin }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                """.formatted(origin)
                + policies.entrySet().stream()
                        .map(each -> proxy(path(each.getKey()), each.getValue()))
                        .collect(Collectors.joining());
    }

    private static String proxy(String path, String policy) {
        return """
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: limits-%1$s }
                spec:
                  route: { path: /%1$s }
                  upstream: limits-origin
                  stripPath: true
                  policies: [ %2$s ]
                """.formatted(path, policy);
    }
}
