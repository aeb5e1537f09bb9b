package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.link.FaultyLink;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What a change costs in a large environment: planning it, carrying it to the nodes, compiling and swapping it. The
 * nodes reach the store over links that count bytes.
 */
final class Scale {
    private static final Set<String> OPTIONS = Set.of("proxies", "rounds", "many", "nodes", "swap", "bytes");
    private static final int BATCH = 1_000;
    private static final int LONG_WAIT_SECONDS = 60;
    private static final long SECOND_MILLIS = 1_000;

    private final Options options;
    private final PrintStream out;
    private final int proxies;
    private final int rounds;
    private final Histogram swap = new Histogram(3);
    private final Histogram bytes = new Histogram(3);
    private final Histogram managerBytes = new Histogram(3);
    private final Histogram plan = new Histogram(3);
    private final Histogram one = new Histogram(3);
    private final Histogram oneSeen = new Histogram(3);
    private final Histogram many = new Histogram(3);
    private final Histogram manySeen = new Histogram(3);
    private int changes;

    private Scale(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.proxies = options.count("proxies", 10_000);
        this.rounds = options.count("rounds", 20);
    }

    /** Runs the benchmark; 1 if a threshold did not hold. */
    static int run(List<String> arguments) {
        return new Scale(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() {
        ClusterSpec spec =
                ClusterSpec.of(options.count("nodes", 3), Checkout.find().scratch("bench/scale"));
        try (RecordingUpstream upstream = RecordingUpstream.silent((request, reply) -> reply.text("scale"));
                Cluster cluster = Cluster.start(spec.withLinks())) {
            ManyProxies definitions = new ManyProxies(upstream.port());
            fill(cluster, definitions);
            for (int round = 0; round < rounds; round++) {
                changeOne(cluster, definitions);
            }
            swap.reset();
            List.of(bytes, managerBytes, plan, one, oneSeen).forEach(Histogram::reset);
            for (int round = 0; round < rounds; round++) {
                changeOne(cluster, definitions);
            }
            for (int round = 0; round < rounds; round++) {
                changeMany(cluster, definitions);
            }
            return report();
        }
    }

    private void fill(Cluster cluster, ManyProxies definitions) {
        apply(cluster, definitions.upstreams(proxies), new Histogram(3));
        long begin = System.nanoTime();
        for (int from = 0; from < proxies; from += BATCH) {
            List<Integer> batch = IntStream.range(from, Math.min(proxies, from + BATCH))
                    .boxed()
                    .toList();
            Histogram receipt = new Histogram(3);
            apply(cluster, definitions.proxies(batch, "v0"), receipt);
            out.printf(
                    "%,d proxies; the last batch took %d ms to the last receipt%n",
                    from + batch.size(), receipt.getMaxValue());
        }
        out.printf(Locale.ROOT, "filled in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    }

    private void changeOne(Cluster cluster, ManyProxies definitions) {
        String changed = definitions.proxies(List.of(changes * 7919 % proxies), "v" + ++changes);
        long began = System.nanoTime();
        AdminAnswer planned = cluster.admin().plan(changed);
        plan.recordValue(millisSince(began));
        require(planned.outcome().equals("planned"), planned);
        List<Long> before = carried(cluster);
        oneSeen.recordValue(apply(cluster, changed, one));
        List<Long> after = carried(cluster);
        managerBytes.recordValue(after.get(0) - before.get(0));
        for (int node = 1; node < after.size(); node++) {
            bytes.recordValue(after.get(node) - before.get(node));
        }
        for (Node node : cluster.nodes()) {
            swap.recordValue(cluster.admin(node).metric("noon_swap_millis"));
        }
    }

    private void changeMany(Cluster cluster, ManyProxies definitions) {
        int first = changes * 7919 % proxies;
        List<Integer> numbers = IntStream.range(0, options.count("many", 200))
                .mapToObj(i -> (first + i) % proxies)
                .toList();
        manySeen.recordValue(apply(cluster, definitions.proxies(numbers, "v" + ++changes), many));
    }

    /** Applies and waits for every receipt; the time as the client saw it, milliseconds. */
    private static long apply(Cluster cluster, String definitions, Histogram receipt) {
        long began = System.nanoTime();
        AdminAnswer answer = cluster.admin().apply(definitions, "wait=" + LONG_WAIT_SECONDS);
        long seen = millisSince(began);
        require(answer.outcome().equals("applied") && answer.complete(), answer);
        receipt.recordValue(answer.lastReceiptMillis());
        return seen;
    }

    private static List<Long> carried(Cluster cluster) {
        return cluster.links().stream()
                .map((FaultyLink link) -> link.sent() + link.received())
                .toList();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static void require(boolean holds, AdminAnswer answer) {
        if (!holds) {
            throw new IllegalStateException("not as expected: " + answer);
        }
    }

    private int report() {
        int few = options.count("many", 200);
        long swapLimit = options.count("swap", 10);
        long bytesLimit = options.count("bytes", 20 * 1024);
        out.printf("%n%,d proxies, %d rounds%n", proxies, rounds);
        Table table = new Table().row("", "median", "max", "must be below");
        row(table, "one proxy: plan as the client saw it, ms", plan, Long.toString(SECOND_MILLIS));
        row(table, "one proxy: compile and swap, ms", swap, swapLimit + " (median)");
        row(table, "one proxy: bytes from and to the store, per node", bytes, Long.toString(bytesLimit));
        row(table, "one proxy: the same for the manager's node", managerBytes, Long.toString(bytesLimit));
        row(table, "one proxy: commit -> last receipt, ms", one, "-");
        row(table, "one proxy: apply as the client saw it, ms", oneSeen, "-");
        row(table, few + " proxies: commit -> last receipt, ms", many, "-");
        row(table, few + " proxies: apply as the client saw it, ms", manySeen, Long.toString(SECOND_MILLIS));
        table.print(out);
        boolean held = plan.getMaxValue() < SECOND_MILLIS
                && swap.getValueAtPercentile(50) < swapLimit
                && bytes.getMaxValue() < bytesLimit
                && managerBytes.getMaxValue() < bytesLimit
                && manySeen.getMaxValue() < SECOND_MILLIS;
        out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
        return held ? 0 : 1;
    }

    private static void row(Table table, String what, Histogram values, String limit) {
        table.row(what, values.getValueAtPercentile(50), values.getMaxValue(), limit);
    }
}
