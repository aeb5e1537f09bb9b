package dev.noon.it.bench;

import dev.noon.it.bench.Burst.Outcome;
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
    private static final Duration NEEDED = Duration.ofMinutes(10);

    private static final int WARMING = 2_000;
    private static final String EXACT = "exact-day";
    private static final String LEASED = "leased-day";

    private final LimitScene scene;
    private final Options options;
    private final Table table = new Table()
            .row(
                    "killed",
                    "quota",
                    "limit",
                    "passed before",
                    "passed after",
                    "at the upstream",
                    "429",
                    "503",
                    "broken");

    LimitKills(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws InterruptedException {
        LimitScene.awaitRoom(DAY, NEEDED);
        scene.proxy(EXACT, quota("exact"));
        scene.proxy(LEASED, quota("leased"));
        List<Node> nodes = scene.cluster().nodes();
        int most = 0;
        for (int kill = 1; kill <= options.count("kills", 3); kill++) {
            most = Math.max(most, kill(EXACT, "k" + kill, List.of(nodes.get(kill % nodes.size()))));
        }
        int one = kill(LEASED, "somebody", nodes.subList(0, 1));
        int every = kill(LEASED, "everybody", nodes);
        int written = killOnceWritten("written", nodes);
        Thresholds thresholds = scene.thresholds();
        thresholds.out().println();
        table.print(thresholds.out());
        double least = scene.limit() - scene.heldBack() - (double) options.count("connections", 64);
        thresholds.atMost("kill: exact quota, one node: most that passed", most, scene.limit());
        thresholds.atMost("kill: leased quota, one node: passed", one, scene.limit());
        thresholds.atLeast("kill: leased quota, one node: passed", one, least);
        thresholds.atMost("kill: leased quota, all nodes: passed", every, scene.limit());
        thresholds.atLeast("kill: leased quota, all nodes: passed", every, least);
        thresholds.atMost("kill: exact quota, written, all nodes: passed", written, scene.limit());
    }

    /** Kills the nodes while half of the limit is used, starts them again, and asks again; how many reached the upstream. */
    private int kill(String name, String client, List<Node> victims) throws InterruptedException {
        scene.burst(name, "warm-" + client, WARMING);
        return again(name, client, victims, killing(name, client, victims));
    }

    /** The same, once what was counted has been written down, and nobody asks. */
    private int killOnceWritten(String client, List<Node> victims) throws InterruptedException {
        Outcome before = scene.burst(EXACT, client, scene.limit() / 2);
        Awaitility.await("what was counted is written down")
                .until(() -> scene.figure("noon_quota_behind_records") == 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            killAll(victims, threads);
        } catch (ExecutionException e) {
            throw new IllegalStateException("not every node was killed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return again(EXACT, client, victims, before);
    }

    private int again(String name, String client, List<Node> victims, Outcome before) throws InterruptedException {
        victims.forEach(Node::start);
        scene.cluster().awaitWhole();
        Outcome after = scene.burst(name, client, options.count("requests", 5_000));
        int admitted = scene.admitted(name, client);
        table.row(
                victims.size() == 1 ? victims.get(0).name() : victims.size() + " nodes",
                name,
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
            killAll(victims, threads);
            return burst.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the requests while nodes were killed broke off", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** At once: each kill waits until its process is gone. */
    private static void killAll(List<Node> victims, ExecutorService threads)
            throws ExecutionException, InterruptedException {
        List<? extends Future<?>> kills =
                victims.stream().map(victim -> threads.submit(victim::kill)).toList();
        for (Future<?> kill : kills) {
            kill.get();
        }
    }

    private String quota(String mode) {
        return "quota: { limit: " + scene.limit() + ", per: day, mode: " + mode + ", " + LimitScene.BY + " }";
    }
}
