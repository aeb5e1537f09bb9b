package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamRequest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * How often the upstream is asked for something that is not stored and that every node is asked for at once; and how often
 * if the node that asks is killed meanwhile.
 */
final class OneFetch {
    private static final Set<String> OPTIONS = Set.of("requests", "rounds", "kills", "delay");

    private final Options options;
    private final PrintStream out;
    private final int requests;
    private final int delaySeconds;

    private OneFetch(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.requests = options.count("requests", 200);
        this.delaySeconds = options.count("delay", 3);
    }

    /** Runs the benchmark; 1 if the upstream was asked too often. */
    static int run(List<String> arguments) throws Exception {
        return new OneFetch(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() throws Exception {
        ClusterSpec spec = ClusterSpec.of(3, Checkout.find().scratch("bench/fetch"));
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    TimeUnit.SECONDS.sleep(delaySeconds);
                    reply.text("answer", "X-Asked", request.target());
                });
                Cluster cluster = Cluster.start(spec)) {
            AdminAnswer applied = cluster.admin().apply(definitions(upstream.port()));
            if (!applied.complete()) {
                throw new IllegalStateException("the definitions were not applied: " + applied);
            }
            ExecutorService clients =
                    Executors.newFixedThreadPool(requests * cluster.nodes().size());
            try {
                boolean held = cold(cluster, upstream, clients);
                held &= killed(cluster, upstream, clients);
                out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
                return held ? 0 : 1;
            } finally {
                clients.shutdownNow();
            }
        }
    }

    private boolean cold(Cluster cluster, RecordingUpstream upstream, ExecutorService clients) throws Exception {
        List<Long> fetches = new ArrayList<>();
        // The first round finds connections, threads and compiled code missing, which are not what is measured.
        for (int round = 0; round <= options.count("rounds", 10); round++) {
            String path = "/fetch/cold-" + round;
            int failed = failed(all(cluster, path, clients));
            if (failed > 0) {
                throw new IllegalStateException(failed + " requests for " + path + " failed");
            }
            if (round > 0) {
                fetches.add(asked(upstream, path));
            }
        }
        out.printf(
                Locale.ROOT,
                "%d nodes x %d requests for one cold key, %d times: the upstream was asked %s times (must be 1)%n",
                cluster.nodes().size(),
                requests,
                fetches.size(),
                fetches);
        return fetches.stream().allMatch(each -> each == 1);
    }

    private boolean killed(Cluster cluster, RecordingUpstream upstream, ExecutorService clients) throws Exception {
        boolean held = true;
        for (int round = 0; round < options.count("kills", 3); round++) {
            String path = "/fetch/killed-" + round;
            List<Future<Reply>> asked = all(cluster, path, clients);
            Awaitility.await("somebody fetches").until(() -> asked(upstream, path) > 0);
            Node leader = leader(cluster, upstream, path);
            leader.kill();
            int failed = failed(asked);
            long fetches = asked(upstream, path);
            out.printf(
                    Locale.ROOT,
                    "%s killed while it fetched: the upstream was asked %d times (must be at most 2); %d of %d"
                            + " requests of the other nodes failed (must be 0)%n",
                    leader.name(),
                    fetches,
                    Math.max(0, failed - requests),
                    requests * (cluster.nodes().size() - 1));
            held &= fetches <= 2 && failed <= requests;
            leader.start();
            leader.awaitReady();
            cluster.awaitWhole();
        }
        return held;
    }

    private List<Future<Reply>> all(Cluster cluster, String path, ExecutorService clients) {
        List<Future<Reply>> asked = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            for (Node node : cluster.nodes()) {
                asked.add(clients.submit(() -> cluster.http().get(node.url(path))));
            }
        }
        return asked;
    }

    private static int failed(List<Future<Reply>> asked) throws InterruptedException, TimeoutException {
        int failed = 0;
        for (Future<Reply> reply : asked) {
            try {
                failed += reply.get(2, TimeUnit.MINUTES).status() == 200 ? 0 : 1;
            } catch (ExecutionException e) {
                failed++;
            }
        }
        return failed;
    }

    private static long asked(RecordingUpstream upstream, String path) {
        return upstream.requests().stream()
                .filter(request -> request.target().equals(path))
                .count();
    }

    private static Node leader(Cluster cluster, RecordingUpstream upstream, String path) {
        UpstreamRequest first = upstream.requests().stream()
                .filter(request -> request.target().equals(path))
                .findFirst()
                .orElseThrow();
        int port = Integer.parseInt(first.headers().text("X-Forwarded-Port"));
        return cluster.nodes().stream()
                .filter(node -> node.address().http() == port)
                .findFirst()
                .orElseThrow();
    }

    private static String definitions(int port) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: fetch-backend }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ], timeouts: { response: 30s } }
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: fetch }
                spec:
                  route: { path: /fetch }
                  upstream: fetch-backend
                  policies: [ { cache: { ttl: 1d, coalesce: { wait: 30s } } } ]
                """.formatted(port);
    }
}
