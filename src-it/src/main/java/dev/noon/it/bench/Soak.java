package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.cluster.Receipt;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import dev.noon.it.load.Probe.Fault;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;

/**
 * The torn-config soak: three nodes under load while one apply follows the other, each changing all
 * five places of {@link Marks}. Prints what went wrong, and how long applies took to reach the last
 * node.
 */
final class Soak {
    private static final Set<String> OPTIONS = Set.of("applies", "rate", "events", "p99", "nodes", "paused");
    private static final int CONNECTIONS_PER_NODE = 4;
    private static final double P99_MILLIS = 200;
    private static final double CONVERGED_SECONDS = 10;
    private static final double P99_MILLIS_WITHOUT_EVENTS = 3_000;

    private final Options options;
    private final PrintStream out;
    private final Histogram receipt = new Histogram(3);
    private final Histogram whole = new Histogram(3);
    private int incomplete;

    private Soak(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the soak; 1 if anything was failed, torn, behind, closed or too slow. */
    static int run(List<String> arguments) {
        return new Soak(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() {
        try (Cluster cluster = Cluster.start(spec());
                Marks marks = new Marks("soak")) {
            apply(cluster, marks, 0);
            receipt.reset();
            whole.reset();
            if (paused()) {
                cluster.node(cluster.nodes().size()).pause();
            }
            List<Integer> ports =
                    serving(cluster).stream().map(node -> node.address().http()).toList();
            Load load = Load.start(new Load.Plan(ports, CONNECTIONS_PER_NODE, options.count("rate", 200)), marks);
            List<String> before = cluster.nodes().stream().map(Node::identity).toList();
            long begin = System.nanoTime();
            applyAll(cluster, marks, load);
            double seconds = (System.nanoTime() - begin) / 1e9;
            LoadReport report = load.stop();
            boolean same = cluster.nodes().stream().map(Node::identity).toList().equals(before);
            boolean back = !paused() || converges(cluster);
            return report(report, seconds, same && back);
        }
    }

    private ClusterSpec spec() {
        ClusterSpec spec =
                ClusterSpec.of(options.count("nodes", 3), Checkout.find().scratch("bench/soak"));
        return options.on("events", true) ? spec : spec.withJvmOption("-Dnoon.events=false");
    }

    private boolean paused() {
        return options.on("paused", false);
    }

    /** The nodes that are not paused. */
    private List<Node> serving(Cluster cluster) {
        List<Node> nodes = cluster.nodes();
        return paused() ? nodes.subList(0, nodes.size() - 1) : nodes;
    }

    /** Whether the node that was paused has everything that it missed soon after it goes on, and acknowledges it. */
    private boolean converges(Cluster cluster) {
        long head = cluster.admin().head();
        Node node = cluster.node(cluster.nodes().size());
        long begin = System.nanoTime();
        node.resume();
        long first = node.get("/soak/x?n=0").revision();
        Awaitility.await("the receipt of " + node.name())
                .atMost(Duration.ofSeconds(60))
                .until(() -> cluster.admin().receipts(head).receipts().stream()
                        .anyMatch(each -> each.node().equals(node.name()) && each.acknowledged()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s goes on: its first answer is of revision %d, head %d; receipt after %.1f s%n",
                node.name(),
                first,
                head,
                seconds);
        return first == head && seconds < CONVERGED_SECONDS;
    }

    private void applyAll(Cluster cluster, Marks marks, Load load) {
        int applies = options.count("applies", 1000);
        for (int mark = 1; mark <= applies; mark++) {
            apply(cluster, marks, mark);
            if (mark % 100 == 0) {
                out.println(mark + " applies; " + load.report());
            }
        }
    }

    private void apply(Cluster cluster, Marks marks, int mark) {
        List<Node> serving = serving(cluster);
        Node manager = serving.get(mark % serving.size());
        long begin = System.nanoTime();
        AdminAnswer answer = cluster.admin(manager).apply(marks.definitions(mark), "wait=" + (paused() ? 1 : 10));
        whole.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        if (!answer.outcome().equals("applied")) {
            throw new IllegalStateException("apply " + mark + " was refused: " + answer + cluster.tails(30));
        }
        if (!complete(answer, serving)) {
            incomplete++;
            out.println("apply " + mark + " is incomplete: " + answer.receipts());
            return;
        }
        receipt.recordValue(answer.lastReceiptMillis());
        marks.acknowledged(mark, answer.revision());
    }

    /** Whether every node that is not paused has acknowledged; the other is named for as long as it counts as live. */
    private static boolean complete(AdminAnswer answer, List<Node> serving) {
        return answer.receipts().stream()
                .filter(each -> serving.stream().anyMatch(node -> node.name().equals(each.node())))
                .allMatch(Receipt::acknowledged);
    }

    private int report(LoadReport report, double seconds, boolean sameProcesses) {
        double limit = options.ratio("p99", options.on("events", true) ? P99_MILLIS : P99_MILLIS_WITHOUT_EVENTS);
        out.printf(
                Locale.ROOT,
                "%n%d applies in %.0f s, wake-ups %s%n",
                receipt.getTotalCount() + incomplete,
                seconds,
                options.text("events", "on"));
        out.printf(
                Locale.ROOT,
                "answers %,d (%,d from the cache), p50 %.1f ms, p99 %.1f ms%n",
                report.answers(),
                report.hits(),
                report.p50Millis(),
                report.p99Millis());
        out.printf(
                "failed %d   torn %d   behind %d   closed %d   applies without every receipt %d   as expected after it %s%n",
                report.count(Fault.Kind.FAILED),
                report.count(Fault.Kind.TORN),
                report.count(Fault.Kind.BEHIND),
                report.count(Fault.Kind.CLOSED),
                incomplete,
                sameProcesses);
        line("commit -> last receipt", receipt);
        line("apply as the client saw it", whole);
        report.samples().forEach(out::println);
        boolean held = report.clean()
                && report.hits() > 0
                && incomplete == 0
                && sameProcesses
                && receipt.getValueAtPercentile(99) < limit;
        out.printf(
                Locale.ROOT,
                "%s (p99 below %.0f ms)%n",
                held ? "every threshold held" : "A THRESHOLD DID NOT HOLD",
                limit);
        return held ? 0 : 1;
    }

    private void line(String what, Histogram millis) {
        out.printf(
                "%-28s p50 %d ms   p99 %d ms   max %d ms%n",
                what, millis.getValueAtPercentile(50), millis.getValueAtPercentile(99), millis.getMaxValue());
    }
}
