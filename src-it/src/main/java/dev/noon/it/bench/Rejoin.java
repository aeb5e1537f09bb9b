package dev.noon.it.bench;

import dev.noon.it.cluster.Node;
import dev.noon.it.load.OpenLoop;
import dev.noon.it.load.OpenLoopReport;
import dev.noon.it.load.Zipf;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How much more often the upstream is asked when a node is killed under a steady load, stays away, and comes back empty. */
final class Rejoin {
    /** Ten seconds at most, at random, so that answers do not end together: the upstream is asked at an even rate. */
    static final String TTL = "ttl: 10s, jitter: 50";

    private static final int KEYS = 1_000;
    private static final int CONNECTIONS_PER_NODE = 4;
    /** After so many lives, times of 5 to 10 s are spread evenly. */
    private static final int SETTLING_SECONDS = 45;

    private static final int AWAY_SECONDS = 20;
    private static final long SEED = 2;

    private final ReadScene scene;
    private final Options options;
    private final Table table = new Table().row("a node is killed", "seconds", "upstream requests", "per s");

    Rejoin(ReadScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    /** What the upstream saw from one moment to another. */
    private record Window(long fetches, long nanos) {
        double perSecond() {
            return fetches / (nanos / 1e9);
        }

        Window until(Window later) {
            return new Window(later.fetches - fetches, later.nanos - nanos);
        }
    }

    void run() throws IOException, InterruptedException {
        int seconds = options.count("seconds", 60);
        Zipf zipf = new Zipf(KEYS, options.ratio("exponent", 1), SEED);
        OpenLoop.Plan plan =
                new OpenLoop.Plan(scene.ports(), CONNECTIONS_PER_NODE, options.count("load", 2_000), Long.MAX_VALUE);
        Node victim = scene.cluster().node(scene.cluster().nodes().size());
        try (OpenLoop load = OpenLoop.start(plan, number -> "/kill/" + zipf.next())) {
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            Window begun = now();
            TimeUnit.SECONDS.sleep(seconds);
            Window killed = now();
            victim.kill();
            TimeUnit.SECONDS.sleep(AWAY_SECONDS);
            victim.start();
            victim.awaitReady();
            load.readmit(ReadScene.port(victim));
            Window back = now();
            TimeUnit.SECONDS.sleep(seconds);
            Window ended = now();
            OpenLoopReport report = load.stop();
            row("before", begun.until(killed));
            row("from the kill until it is ready again", killed.until(back));
            row("after", back.until(ended));
            report(report, begun.until(killed), killed.until(ended));
        }
    }

    private void report(OpenLoopReport report, Window before, Window since) {
        row("from the kill to the end", since);
        scene.out().println();
        table.print(scene.out());
        scene.print(
                "%,d answers (%,.0f/s), %.1f %% of them hits, p99 %.1f ms; %d requests were under way on the killed node",
                report.answers(),
                report.perSecond(),
                100.0 * (report.local() + report.grid()) / report.answers(),
                report.dueMillis(99),
                report.failed());
        scene.atMost("kill: failed requests", report.failed(), CONNECTIONS_PER_NODE);
        scene.atMost("kill: ports that broke a connection", report.lost(), 1);
        scene.atMost(
                "kill: rise of the upstream's rate",
                since.perSecond() / before.perSecond() - 1,
                options.ratio("rise", 0.05));
    }

    private Window now() {
        return new Window(scene.fetches(), System.nanoTime());
    }

    private void row(String when, Window window) {
        table.row(
                when,
                String.format(Locale.ROOT, "%.0f", window.nanos() / 1e9),
                String.format(Locale.ROOT, "%,d", window.fetches()),
                String.format(Locale.ROOT, "%.1f", window.perSecond()));
    }
}
