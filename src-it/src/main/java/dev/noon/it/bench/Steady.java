package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import dev.noon.it.process.ProcessFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;

/** What thousands of applies leave behind in each node: heap, threads, sockets, files, classes. */
final class Steady {
    private static final Set<String> OPTIONS = Set.of("applies", "warmup", "rate", "nodes", "points");
    private static final int CONNECTIONS_PER_NODE = 2;
    /** Growth per 1,000 applies that counts as flat. */
    private static final double HEAP_KIB = 2_048;

    private static final double HANDLES = 3;
    private static final double CLASSES = 50;

    private final Options options;
    private final PrintStream out;

    private Steady(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** The figures of every node after {@code applies}. */
    private record Point(int applies, List<ProcessFigures> nodes) {}

    /** Runs the applies; 1 if something grew or an answer was wrong. */
    static int run(List<String> arguments) {
        return new Steady(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() {
        ClusterSpec spec =
                ClusterSpec.of(options.count("nodes", 3), Checkout.find().scratch("bench/steady"));
        int applies = options.count("applies", 2000);
        int points = options.count("points", 4);
        try (Cluster cluster = Cluster.start(spec);
                Marks marks = new Marks("steady")) {
            List<Point> seen = new ArrayList<>();
            boolean clean = segment(cluster, marks, 0, options.count("warmup", 1200));
            int done = options.count("warmup", 1200);
            seen.add(figures(cluster, 0));
            for (int point = 1; point <= points; point++) {
                int until = options.count("warmup", 1200) + applies * point / points;
                clean &= segment(cluster, marks, done, until);
                done = until;
                seen.add(figures(cluster, done - options.count("warmup", 1200)));
            }
            return report(cluster, seen, clean);
        }
    }

    private boolean segment(Cluster cluster, Marks marks, int from, int until) {
        apply(cluster, marks, from);
        List<Integer> ports =
                cluster.nodes().stream().map(node -> node.address().http()).toList();
        Load load = Load.start(new Load.Plan(ports, CONNECTIONS_PER_NODE, options.count("rate", 50)), marks);
        for (int mark = from + 1; mark < until; mark++) {
            apply(cluster, marks, mark);
        }
        LoadReport report = load.stop();
        out.println(until + " applies; " + report);
        return report.clean();
    }

    private static void apply(Cluster cluster, Marks marks, int mark) {
        Node manager = cluster.node(mark % cluster.nodes().size() + 1);
        AdminAnswer answer = cluster.admin(manager).apply(marks.definitions(mark));
        if (!answer.complete()) {
            throw new IllegalStateException("apply " + mark + " did not reach every node: " + answer);
        }
        marks.acknowledged(mark, answer.revision());
    }

    private static Point figures(Cluster cluster, int applies) {
        return new Point(applies, cluster.nodes().stream().map(Steady::settled).toList());
    }

    /** Figures once the sockets of the load that just ended are gone: two readings with equal counts. */
    private static ProcessFigures settled(Node node) {
        List<ProcessFigures> readings = new ArrayList<>(List.of(ProcessFigures.of(node.pid())));
        Awaitility.await("the sockets of " + node.name() + " settle")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    readings.add(ProcessFigures.of(node.pid()));
                    ProcessFigures last = readings.get(readings.size() - 1);
                    return last.sockets() == readings.get(readings.size() - 2).sockets();
                });
        return readings.get(readings.size() - 1);
    }

    private int report(Cluster cluster, List<Point> points, boolean clean) {
        boolean flat = true;
        for (int i = 0; i < cluster.nodes().size(); i++) {
            int node = i;
            Table table = new Table()
                    .row(
                            cluster.nodes().get(i).name(),
                            "heap KiB",
                            "threads",
                            "sockets",
                            "files",
                            "classes",
                            "RSS KiB");
            points.forEach(point ->
                    row(table, point.applies() + " applies", point.nodes().get(node)));
            table.row(
                    "per 1,000 applies",
                    format(slope(points, node, ProcessFigures::heapKib)),
                    format(slope(points, node, ProcessFigures::threads)),
                    format(slope(points, node, ProcessFigures::sockets)),
                    format(slope(points, node, ProcessFigures::files)),
                    format(slope(points, node, ProcessFigures::classes)),
                    format(slope(points, node, ProcessFigures::residentKib)));
            out.println();
            table.print(out);
            flat &= slope(points, node, ProcessFigures::heapKib) < HEAP_KIB
                    && slope(points, node, ProcessFigures::threads) < HANDLES
                    && slope(points, node, ProcessFigures::sockets) < HANDLES
                    && slope(points, node, ProcessFigures::files) < HANDLES
                    && slope(points, node, ProcessFigures::classes) < CLASSES;
        }
        out.println(flat && clean ? "flat" : "NOT FLAT");
        return flat && clean ? 0 : 1;
    }

    private static void row(Table table, String name, ProcessFigures figures) {
        table.row(
                name,
                figures.heapKib(),
                figures.threads(),
                figures.sockets(),
                figures.files(),
                figures.classes(),
                figures.residentKib());
    }

    /** Least-squares growth per 1,000 applies. */
    private static double slope(List<Point> points, int node, ToLongFunction<ProcessFigures> figure) {
        double meanX = points.stream().mapToInt(Point::applies).average().orElse(0);
        double meanY = points.stream()
                .mapToLong(point -> figure.applyAsLong(point.nodes().get(node)))
                .average()
                .orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Point point : points) {
            double x = point.applies() - meanX;
            covariance += x * (figure.applyAsLong(point.nodes().get(node)) - meanY);
            variance += x * x;
        }
        return variance == 0 ? 0 : 1000 * covariance / variance;
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
