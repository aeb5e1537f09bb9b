package dev.noon.it.bench;

import dev.noon.it.load.OpenLoop;
import dev.noon.it.load.OpenLoopReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How much longer an answer takes when each request is counted next to its counter, at a moderate rate on all nodes. */
final class LimitLatency {
    private static final int CONNECTIONS_PER_NODE = 8;
    private static final int CLIENTS = 300;
    private static final int SECONDS = 10;
    private static final String NONE = "uncounted";
    private static final String EXACT = "counted";

    private final LimitScene scene;
    private final Options options;
    private final Table table = new Table().row("latency", "per s", "p50 ms", "p99 ms", "p99.9 ms", "p99 ms once sent");

    LimitLatency(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        scene.proxy(NONE);
        scene.proxy(
                EXACT,
                "throttle: { limit: 1000000, per: second, mode: exact, onGridAway: closed, " + LimitScene.BY + " }");
        LimitScene.requireLimited(scene.cluster().node(1).get(LimitScene.target(EXACT, "first")));
        load(NONE);
        load(EXACT);
        List<OpenLoopReport> none = new ArrayList<>();
        List<OpenLoopReport> exact = new ArrayList<>();
        for (int turn = 0; turn < options.count("turns", 7); turn++) {
            none.add(load(NONE));
            exact.add(load(EXACT));
        }
        row("no limit", none);
        row("throttle, exact", exact);
        scene.thresholds().out().println();
        table.print(scene.thresholds().out());
        report(none, exact);
    }

    private OpenLoopReport load(String name) throws IOException, InterruptedException {
        int rate = options.count("rate", 600);
        OpenLoop.Plan plan = new OpenLoop.Plan(scene.ports(), CONNECTIONS_PER_NODE, rate, (long) rate * SECONDS);
        return OpenLoop.run(plan, number -> LimitScene.target(name, "c" + number % CLIENTS));
    }

    private void report(List<OpenLoopReport> none, List<OpenLoopReport> exact) {
        Thresholds thresholds = scene.thresholds();
        thresholds.below(
                "latency: p99 ms that exact adds",
                median(exact, report -> report.dueMillis(99)) - median(none, report -> report.dueMillis(99)),
                options.ratio("ms", 5));
        thresholds.atMost("latency: failed requests without a limit", failed(none), 0);
        double counted = exact.stream().mapToLong(OpenLoopReport::answers).sum() + failed(exact);
        thresholds.atMost(
                "latency: share that was not counted in time",
                failed(exact) / Math.max(1, counted),
                options.ratio("late", 0.001));
    }

    private void row(String how, List<OpenLoopReport> reports) {
        table.row(
                how,
                options.count("rate", 600),
                millis(median(reports, report -> report.dueMillis(50))),
                millis(median(reports, report -> report.dueMillis(99))),
                millis(median(reports, report -> report.dueMillis(99.9))),
                millis(median(reports, report -> report.sentMillis(99))));
    }

    private static double failed(List<OpenLoopReport> reports) {
        return reports.stream()
                .mapToLong(report -> report.failed() + report.lost())
                .sum();
    }

    private static double median(List<OpenLoopReport> reports, ToDoubleFunction<OpenLoopReport> figure) {
        double[] sorted = reports.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
