package dev.noon.it.bench;

import dev.noon.it.bench.Burst.Outcome;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/** How many requests pass in one window in which one node is killed, or all of them are, while they are asked. */
final class LimitKills {
    private static final Duration DAY = Duration.ofDays(1);
    /** Longer than all kills and starts take. */
    private static final Duration NEEDED = Duration.ofMinutes(5);

    private static final int WARMING = 2_000;
    private static final String ONE = "one";
    private static final String ALL = "all";

    private final LimitScene scene;
    private final Options options;
    private final Table table = new Table()
            .row("killed", "limit", "passed before", "passed after", "at the upstream", "429", "503", "broken");

    LimitKills(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws InterruptedException {
        LimitScene.awaitRoom(DAY, NEEDED);
        scene.proxy(ONE, quota("exact"));
        scene.proxy(ALL, quota("leased"));
        int most = 0;
        for (int kill = 1; kill <= options.count("kills", 3); kill++) {
            Node victim =
                    scene.cluster().node(1 + kill % scene.cluster().nodes().size());
            most = Math.max(most, kill(ONE, "k" + kill, List.of(victim)));
        }
        int every = kill(ALL, "everybody", scene.cluster().nodes());
        Thresholds thresholds = scene.thresholds();
        thresholds.out().println();
        table.print(thresholds.out());
        thresholds.atMost("kill: exact quota, one node: most that passed", most, scene.limit());
        thresholds.atMost("kill: leased quota, all nodes: passed", every, scene.limit());
        int underWay = options.count("connections", 64);
        thresholds.atLeast(
                "kill: leased quota, all nodes: passed", every, scene.limit() - scene.heldBack() - (double) underWay);
    }

    /** Kills the nodes while half of the limit is used, starts them again, and asks again; how many reached the upstream. */
    private int kill(String name, String client, List<Node> victims) throws InterruptedException {
        scene.burst(name, "warm-" + client, WARMING);
        Outcome before = killing(name, client, victims);
        victims.forEach(Node::start);
        Cluster cluster = scene.cluster();
        cluster.awaitWhole();
        Outcome after = scene.burst(name, client, options.count("requests", 5_000));
        int admitted = scene.admitted(name, client);
        table.row(
                victims.size() == 1 ? victims.get(0).name() : victims.size() + " nodes",
                scene.limit(),
                before.passed(),
                after.passed(),
                admitted,
                before.refused() + after.refused(),
                before.unknown() + after.unknown(),
                before.broken() + after.broken());
        if (before.other() + after.other() > 0) {
            throw new IllegalStateException(name + ", " + client + ": " + before + "; then " + after);
        }
        return admitted;
    }

    private Outcome killing(String name, String client, List<Node> victims) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Outcome> burst = threads.submit(() -> scene.burst(name, client, options.count("requests", 5_000)));
            Awaitility.await("half of the limit is used")
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> scene.admitted(name, client) >= scene.limit() / 2);
            // All at once: each kill waits until its process is gone.
            List<? extends Future<?>> kills =
                    victims.stream().map(victim -> threads.submit(victim::kill)).toList();
            for (Future<?> kill : kills) {
                kill.get();
            }
            return burst.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the requests while nodes were killed broke off", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private String quota(String mode) {
        return "quota: { limit: " + scene.limit() + ", per: day, mode: " + mode + ", " + LimitScene.BY + " }";
    }
}
