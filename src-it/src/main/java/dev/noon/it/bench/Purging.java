package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** What a purge by tag costs while few and while many answers are stored: three nodes, time to the last receipt. */
final class Purging {
    private static final Set<String> OPTIONS =
            Set.of("few", "many", "rounds", "ms", "ratio", "connections", "nodes", "events");
    /** Each answer has one of so many tags; a purge voids one in so many. */
    private static final int TAGS = 50;

    private static final int SAMPLES = 500;
    private static final double STORED = 0.95;

    private final Options options;
    private final PrintStream out;
    private final int rounds;
    private int oldBodies;

    private Purging(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.rounds = options.count("rounds", 40);
    }

    /** Runs the benchmark; 1 if a threshold did not hold. */
    static int run(List<String> arguments) throws InterruptedException {
        return new Purging(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() throws InterruptedException {
        int few = options.count("few", 40_000);
        int many = options.count("many", 400_000);
        ClusterSpec spec = ClusterSpec.of(
                        options.count("nodes", 3), Checkout.find().scratch("bench/purge"))
                .withHeap("1400m")
                .withJvmOption("-Dnoon.cache.local.bytes=" + (512 << 20))
                .withJvmOption("-Dnoon.grid.entries=" + Math.max(10_000, many * 5 / 4))
                .withJvmOption("-Dnoon.grid.budget.ms=1000")
                .withJvmOption("-Dnoon.events=" + options.on("events", true));
        try (RecordingUpstream upstream = RecordingUpstream.silent((request, reply) -> {
                    String number = request.target().substring(request.target().lastIndexOf('/') + 1);
                    reply.text("answer " + number, "Surrogate-Key", tag(Integer.parseInt(number)));
                });
                Cluster cluster = Cluster.start(spec)) {
            require(cluster.admin().apply(definitions(upstream.port())));
            warm(cluster);
            Histogram cheap = stored(cluster, few);
            Histogram dear = stored(cluster, many);
            return report(few, cheap, many, dear);
        }
    }

    private void warm(Cluster cluster) {
        for (int round = 0; round < 2 * rounds; round++) {
            require(purge(cluster, "nobody-" + round));
        }
    }

    /** Stores that many answers and purges them tag by tag; the times to the last receipts, milliseconds. */
    private Histogram stored(Cluster cluster, int count) throws InterruptedException {
        long began = System.nanoTime();
        new Filling(cluster, options.count("connections", 16)).fill(count);
        double seconds = (System.nanoTime() - began) / 1e9;
        long inHeaps = inHeaps(cluster);
        double share = share(cluster, count);
        out.printf(
                Locale.ROOT,
                "%,d answers asked for in %.0f s: %,d are in the heaps, any node finds %.1f %% of a sample%n",
                count,
                seconds,
                inHeaps,
                100 * share);
        if (inHeaps < STORED * count) {
            throw new IllegalStateException("too few answers are stored to say anything");
        }
        Histogram receipts = new Histogram(3);
        for (int round = 0; round < rounds; round++) {
            receipts.recordValue(purgeOne(cluster, round % TAGS));
        }
        return receipts;
    }

    private static long inHeaps(Cluster cluster) {
        return cluster.nodes().stream()
                .mapToLong(node -> cluster.admin(node).metric("noon_cache_local_entries"))
                .sum();
    }

    /** How many of a sample are answered from the cache. */
    private static double share(Cluster cluster, int count) {
        int hits = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Node node = cluster.node(1 + i % cluster.nodes().size());
            hits += node.get(path((int) ((long) i * count / SAMPLES))).hit() ? 1 : 0;
        }
        return (double) hits / SAMPLES;
    }

    /** Purges one tag and looks whether every node has heard. */
    private long purgeOne(Cluster cluster, int tag) {
        for (Node node : cluster.nodes()) {
            node.get(path(tag));
            node.get(path(tag));
        }
        AdminAnswer answer = purge(cluster, tag(tag));
        require(answer);
        List<Reply> replies = new ArrayList<>();
        for (Node node : cluster.nodes()) {
            replies.add(node.get(path(tag + TAGS * (1 + replies.size()))));
        }
        oldBodies += (int) replies.stream().filter(Reply::hit).count();
        return answer.lastReceiptMillis();
    }

    private static AdminAnswer purge(Cluster cluster, String tag) {
        return cluster.admin().purgeBy("{\"tag\":\"" + tag + "\"}");
    }

    private int report(int few, Histogram cheap, int many, Histogram dear) {
        double ratio = dear.getMean() / Math.max(1, cheap.getMean());
        double limit = options.ratio("ratio", 1.5);
        long longest = options.count("ms", options.on("events", true) ? 200 : 2_000);
        Table table = new Table().row("purge by tag -> last receipt, ms", "mean", "median", "max", "must be below");
        row(table, few, cheap, longest);
        row(table, many, dear, longest);
        table.print(out);
        out.printf(Locale.ROOT, "ratio of the means %.2f (must be at most %.2f)%n", ratio, limit);
        out.printf("answered from the cache after the receipt, though purged: %d (must be 0)%n", oldBodies);
        boolean held =
                ratio <= limit && cheap.getMaxValue() < longest && dear.getMaxValue() < longest && oldBodies == 0;
        out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
        return held ? 0 : 1;
    }

    private static void row(Table table, int count, Histogram receipts, long limit) {
        table.row(
                String.format(Locale.ROOT, "%,d answers stored", count),
                String.format(Locale.ROOT, "%.1f", receipts.getMean()),
                receipts.getValueAtPercentile(50),
                receipts.getMaxValue(),
                limit);
    }

    static String path(int number) {
        return "/purge/" + number;
    }

    private static String tag(int number) {
        return "tag-" + number % TAGS;
    }

    private static void require(AdminAnswer answer) {
        if (answer.status() / 100 != 2 || !answer.complete()) {
            throw new IllegalStateException("not as expected: " + answer);
        }
    }

    private static String definitions(int port) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: purge-backend }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: purge }
                spec:
                  route: { path: /purge }
                  upstream: purge-backend
                  policies: [ { cache: { storage: tiered, ttl: 1d, coalesce: { across: none } } } ]
                """.formatted(port);
    }
}
