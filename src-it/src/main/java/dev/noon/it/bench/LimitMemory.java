package dev.noon.it.bench;

import dev.noon.it.cluster.AdminClient;
import dev.noon.it.cluster.Node;
import dev.noon.it.process.ProcessFigures;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * What so many clients take in the heaps of all nodes, whose counters have one backup; and that they are gone by themselves
 * once their window is over.
 */
final class LimitMemory {
    private static final String QUOTA = "quota";
    private static final String THROTTLE = "throttle";
    private static final int CONNECTIONS_PER_NODE = 16;
    private static final int WARMING = 5_000;
    private static final int WARM_CLIENTS = 200;
    /** The memory that is claimed is that of so many clients. */
    private static final double CLAIMED = 1_000_000;
    /** All of a sliding minute's clients are counted and measured before the first of them is over. */
    private static final double MOST_SECONDS = 45;

    /** So many quotas wait on a node to be written, however many are counted while the store is away. */
    private static final int MOST_BEHIND = 10_000;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final LimitScene scene;
    private final Options options;
    private final Table table = new Table()
            .row(
                    "memory",
                    "clients",
                    "counted in s",
                    "not in time",
                    "in the grid",
                    "MB each node",
                    "MB together",
                    "bytes a client");

    LimitMemory(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    /** How many requests were counted, and how many were not in time. */
    private record Filled(int counted, long unknown, double seconds) {}

    /** Used heap of each node after a full collection, bytes, in the order of the nodes. */
    private record Heaps(List<Long> bytes) {
        double megabytesMore(Heaps before) {
            return more(before).sum() / 1e6;
        }

        String eachMore(Heaps before) {
            return String.join(
                    " ",
                    more(before)
                            .mapToObj(bytes -> String.format(Locale.ROOT, "%.1f", bytes / 1e6))
                            .toList());
        }

        private LongStream more(Heaps before) {
            return LongStream.range(0, bytes.size()).map(i -> bytes.get((int) i) - before.bytes.get((int) i));
        }
    }

    void run() throws InterruptedException {
        proxy(THROTTLE, "per: minute, window: sliding");
        proxy(QUOTA, "per: hour");
        ask(THROTTLE, "warm", WARMING, WARM_CLIENTS);
        ask(QUOTA, "warm", WARMING, WARM_CLIENTS);
        int expiring = options.count("expiring", 25_000);
        if (expiring > 0) {
            throttles(expiring);
        }
        quotas(options.count("identities", (int) CLAIMED));
    }

    /** Everybody is counted within a sliding minute, and after it nobody is left. */
    private void throttles(int clients) throws InterruptedException {
        Heaps before = heaps();
        Filled filled = ask(THROTTLE, "c", clients, clients);
        if (filled.seconds() > MOST_SECONDS) {
            throw new IllegalArgumentException(clients + " clients were counted in " + filled.seconds()
                    + " s; --expiring must be less, so that all are there at once");
        }
        long kept = entries(THROTTLE);
        long last = System.nanoTime();
        Heaps full = heaps();
        row("throttle per minute, sliding", clients, filled, kept, full, before);
        awaitNobody();
        double gone = (System.nanoTime() - last) / 1e9;
        Heaps after = heaps();
        table.row("when they are over", 0, "", "", entries(THROTTLE), after.eachMore(before), mb(after, before), "");
        Thresholds thresholds = print();
        thresholds.atMost("memory: seconds until the last throttle was gone", gone, options.ratio("gone", 240));
        thresholds.atMost(
                "memory: share of the throttles' memory that is still taken",
                after.megabytesMore(before) / full.megabytesMore(before),
                options.ratio("left", 0.2));
    }

    /** Everybody is counted in the grid alone: without the store, whose speed is not what is measured. */
    private void quotas(int clients) throws InterruptedException {
        Heaps before = heaps();
        scene.cluster().store().kill();
        Filled filled = ask(QUOTA, "c", clients, clients);
        long behind = scene.figure("noon_quota_behind_records");
        long kept = entries(QUOTA);
        Heaps full = heaps();
        scene.cluster().store().restart();
        row("quota per hour, exact", clients, filled, kept, full, before);
        double caughtUp = awaitNothingBehind();
        Thresholds thresholds = print();
        thresholds
                .out()
                .printf(
                        Locale.ROOT,
                        "%,d quotas waited for the store, and were written at %,.0f a second once it was back%n",
                        behind,
                        behind / caughtUp);
        thresholds.atLeast("memory: quotas in the grid", kept, filled.counted());
        thresholds.atMost(
                "memory: quotas that wait to be written, a node",
                behind / (double) scene.cluster().nodes().size(),
                MOST_BEHIND);
        thresholds.atMost(
                String.format(Locale.ROOT, "memory: MB that %,d clients take on all nodes", kept),
                full.megabytesMore(before),
                options.ratio("mb", 700) * kept / CLAIMED);
        thresholds.atMost("memory: seconds until the store has caught up", caughtUp, options.ratio("caught-up", 60));
    }

    /** Seconds until the store has all that was counted. */
    private double awaitNothingBehind() {
        long began = System.nanoTime();
        Awaitility.await("the store has caught up")
                .atMost(LONGEST)
                .until(() -> scene.figure("noon_quota_behind_records") == 0);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Requests, each as the next of so many clients, as fast as answers come. */
    private Filled ask(String name, String prefix, int requests, int clients) throws InterruptedException {
        List<InetSocketAddress> doors = Burst.loopback(scene.ports());
        IntFunction<String> targets = number -> LimitScene.target("memory-" + name, prefix + number % clients);
        long began = System.nanoTime();
        Burst.Outcome outcome = Burst.run(doors, CONNECTIONS_PER_NODE * doors.size(), targets, requests);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (outcome.refused() + outcome.other() + outcome.broken() > 0) {
            throw new IllegalStateException("memory, " + name + ": " + outcome);
        }
        return new Filled(outcome.passed(), outcome.unknown(), seconds);
    }

    private void proxy(String name, String window) {
        scene.proxy(
                "memory-" + name,
                name + ": { limit: 1000, " + window + ", mode: exact, onGridAway: closed, " + LimitScene.BY + " }",
                "mock: {}");
        LimitScene.requireLimited(scene.cluster().node(1).get(LimitScene.target("memory-" + name, "first")));
    }

    private void awaitNobody() {
        Awaitility.await("no throttle is left")
                .atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> entries(THROTTLE) == 0);
    }

    /** What the grid keeps in a scope, backups not counted. */
    private long entries(String scope) {
        return scene.cluster().nodes().stream()
                .mapToLong(node -> entries(scene.cluster().admin(node), scope))
                .sum();
    }

    private static long entries(AdminClient admin, String scope) {
        return StreamSupport.stream(
                        admin.send("GET", "/cache/scopes", "")
                                .json()
                                .path("scopes")
                                .spliterator(),
                        false)
                .filter(each -> each.path("scope").asText().equals(scope))
                .mapToLong(each -> each.at("/grid/entries").asLong())
                .sum();
    }

    /** Once nobody has been asked for lately. */
    private Heaps heaps() {
        Awaitility.await("nobody counts").atMost(LONGEST).until(() -> scene.figure("noon_limit_counters_in_use") == 0);
        return new Heaps(scene.cluster().nodes().stream()
                .map(Node::pid)
                .map(pid -> ProcessFigures.of(pid).heapKib() * 1024)
                .toList());
    }

    private void row(String what, int clients, Filled filled, long kept, Heaps full, Heaps before) {
        table.row(
                what,
                String.format(Locale.ROOT, "%,d", clients),
                String.format(Locale.ROOT, "%.0f", filled.seconds()),
                filled.unknown(),
                String.format(Locale.ROOT, "%,d", kept),
                full.eachMore(before),
                mb(full, before),
                String.format(Locale.ROOT, "%.0f", full.megabytesMore(before) * 1e6 / kept));
    }

    private Thresholds print() {
        scene.thresholds().out().println();
        table.print(scene.thresholds().out());
        return scene.thresholds();
    }

    private static String mb(Heaps heaps, Heaps before) {
        return String.format(Locale.ROOT, "%.1f", heaps.megabytesMore(before));
    }
}
