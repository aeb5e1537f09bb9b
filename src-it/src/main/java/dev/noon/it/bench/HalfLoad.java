package dev.noon.it.bench;

import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.load.OpenLoop;
import dev.noon.it.load.OpenLoopReport;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How long a node takes for answers in its heap while it is asked half as often as it could answer. Beside it the bare filter and,
 * where it is installed, nginx with a file: what they take at the same rate is the machine's doing.
 */
final class HalfLoad {
    private static final int CONNECTIONS = 64;
    private static final long MANY = 300_000;
    private static final int WARMUP_SECONDS = 10;
    private static final int SECONDS = 20;
    private static final String NOON = "/local/1k";
    private static final String BARE = "/bare/hit/1k";
    private static final String FILE = "/1k.txt";

    private final ReadScene scene;
    private final Options options;
    private final Table table = new Table()
            .row("half load", "due per s", "answered per s", "p50 ms", "p99 ms", "p99.9 ms", "p99 ms once sent");

    HalfLoad(ReadScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        int node = ReadScene.port(scene.cluster().node(1));
        asFastAsItAnswers(node, BARE);
        asFastAsItAnswers(node, NOON);
        OpenLoopReport most = asFastAsItAnswers(node, NOON);
        int rate = (int) (most.perSecond() / 2);
        scene.print(
                "%nlocal hits: %,.0f/s at most (64 connections, p99 %.2f ms)", most.perSecond(), most.sentMillis(99));
        load(node, NOON, rate, WARMUP_SECONDS);
        OpenLoopReport noon = load(node, NOON, rate, SECONDS);
        OpenLoopReport bare = load(node, BARE, rate, SECONDS);
        row("Noon", rate, noon);
        row("bare filter", rate, bare);
        nginx(rate);
        table.print(scene.out());
        scene.atLeast("local hits: share that the heap answered", (double) noon.local() / noon.answers(), 1);
        scene.below("local hits: p99 ms at half load", noon.dueMillis(99), options.ratio("local", 1));
    }

    private void nginx(int rate) throws IOException, InterruptedException {
        if (!Peers.installed("nginx")) {
            return;
        }
        Path directory = Checkout.find().scratch("bench/zipf/peers");
        Cluster.empty(directory);
        try (Peers peers = new Peers(Checkout.find(), directory, new Ports(), scene.out())) {
            int port = peers.origin();
            load(port, FILE, rate, WARMUP_SECONDS);
            row("nginx", rate, load(port, FILE, rate, SECONDS));
        }
    }

    private OpenLoopReport asFastAsItAnswers(int port, String path) throws IOException, InterruptedException {
        return run(new OpenLoop.Plan(List.of(port), CONNECTIONS, 0, MANY), path);
    }

    private OpenLoopReport load(int port, String path, int rate, int seconds) throws IOException, InterruptedException {
        return run(new OpenLoop.Plan(List.of(port), CONNECTIONS, rate, (long) rate * seconds), path);
    }

    private OpenLoopReport run(OpenLoop.Plan plan, String path) throws IOException, InterruptedException {
        OpenLoopReport report = OpenLoop.run(plan, number -> path);
        scene.unharmed(report);
        return report;
    }

    private void row(String who, int rate, OpenLoopReport report) {
        table.row(
                who,
                String.format(Locale.ROOT, "%,d", rate),
                String.format(Locale.ROOT, "%,.0f", report.perSecond()),
                millis(report.dueMillis(50)),
                millis(report.dueMillis(99)),
                millis(report.dueMillis(99.9)),
                millis(report.sentMillis(99)));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
