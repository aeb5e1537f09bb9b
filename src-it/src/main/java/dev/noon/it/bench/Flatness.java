package dev.noon.it.bench;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.process.ProcessFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;

/** What every node holds at some points of a benchmark, and whether it grows with the applies. Not thread-safe. */
final class Flatness {
    /** Growth per 1,000 applies that counts as flat. */
    private static final double HEAP_KIB = 2_048;

    private static final double HANDLES = 3;
    private static final double CLASSES = 50;

    private final Cluster cluster;
    private final PrintStream out;
    private final List<Point> points = new ArrayList<>();

    Flatness(Cluster cluster, PrintStream out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** The figures of every node after {@code applies}. */
    private record Point(int applies, List<ProcessFigures> nodes) {}

    /** Takes the figures of every node, once the sockets of a load that just ended are gone. */
    void take(int applies) {
        points.add(new Point(
                applies, cluster.nodes().stream().map(Flatness::settled).toList()));
    }

    /** Prints the figures; whether none of them grows. */
    boolean report() {
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
                    format(slope(node, ProcessFigures::heapKib)),
                    format(slope(node, ProcessFigures::threads)),
                    format(slope(node, ProcessFigures::sockets)),
                    format(slope(node, ProcessFigures::files)),
                    format(slope(node, ProcessFigures::classes)),
                    format(slope(node, ProcessFigures::residentKib)));
            out.println();
            table.print(out);
            flat &= slope(node, ProcessFigures::heapKib) < HEAP_KIB
                    && slope(node, ProcessFigures::threads) < HANDLES
                    && slope(node, ProcessFigures::sockets) < HANDLES
                    && slope(node, ProcessFigures::files) < HANDLES
                    && slope(node, ProcessFigures::classes) < CLASSES;
        }
        out.println(flat ? "flat" : "NOT FLAT");
        return flat;
    }

    /** Two readings with equal counts of sockets. */
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
    private double slope(int node, ToLongFunction<ProcessFigures> figure) {
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
