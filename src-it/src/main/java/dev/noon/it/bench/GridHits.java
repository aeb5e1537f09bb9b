package dev.noon.it.bench;

import dev.noon.it.cluster.Node;
import dev.noon.it.load.OpenLoop;
import dev.noon.it.load.OpenLoopReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * How long a node takes for an answer that only the grid has, because another node has fetched it. Beside it the same answers once
 * they are in the node's heap: what they take at the same rate is not the grid's doing.
 */
final class GridHits {
    private static final int CONNECTIONS = 8;
    private static final int SECONDS = 10;
    /** Below that something else was measured. */
    private static final double GRID_SHARE = 0.99;

    private final ReadScene scene;
    private final Options options;
    private final Table table =
            new Table().row("grid hits", "requests", "per s", "from the grid", "p50 ms", "p99 ms", "p99 ms once sent");
    private int rounds;

    GridHits(ReadScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        int rate = options.count("rate", 500);
        for (int i = 0; i < options.count("warmup", 4); i++) {
            hits(ReadScene.KIB, rate, SECONDS * rate);
        }
        OpenLoopReport small = hits(ReadScene.KIB, rate, 2 * SECONDS * rate);
        row("1 KB", rate, small);
        row("1 KB, now from the heap", rate, ask(path(rounds - 1, ReadScene.KIB), rate, 2 * SECONDS * rate));
        hits(64 * ReadScene.KIB, 100, 100);
        row("64 KB", 100, hits(64 * ReadScene.KIB, 100, 400));
        hits(1024 * ReadScene.KIB, 10, 20);
        row("1 MB", 10, hits(1024 * ReadScene.KIB, 10, 60));
        scene.out().println();
        table.print(scene.out());
        scene.atLeast("1 KB: share that the grid answered", share(small), GRID_SHARE);
        scene.below("1 KB: p99 ms of grid hits", small.dueMillis(99), options.ratio("grid", 3));
    }

    /** Has the first node fetch as many answers, and asks the second for each of them, once. */
    private OpenLoopReport hits(int size, int rate, int count) throws IOException, InterruptedException {
        String path = path(rounds++, size);
        int filling = size > ReadScene.KIB ? 1 : CONNECTIONS;
        scene.unharmed(OpenLoop.run(plan(scene.cluster().node(1), filling, 0, count), number -> path + number));
        return ask(path, rate, count);
    }

    private OpenLoopReport ask(String path, int rate, int count) throws IOException, InterruptedException {
        OpenLoopReport report =
                OpenLoop.run(plan(scene.cluster().node(2), CONNECTIONS, rate, count), number -> path + number);
        scene.unharmed(report);
        return report;
    }

    private static String path(int round, int size) {
        return "/grid/" + size + "/" + round + "-";
    }

    private static OpenLoop.Plan plan(Node node, int connections, int rate, int count) {
        return new OpenLoop.Plan(List.of(ReadScene.port(node)), connections, rate, count);
    }

    private void row(String what, int rate, OpenLoopReport report) {
        table.row(
                what,
                report.answers(),
                rate,
                String.format(Locale.ROOT, "%.1f %%", 100 * share(report)),
                millis(report.dueMillis(50)),
                millis(report.dueMillis(99)),
                millis(report.sentMillis(99)));
    }

    private static double share(OpenLoopReport report) {
        return (double) report.grid() / report.answers();
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
