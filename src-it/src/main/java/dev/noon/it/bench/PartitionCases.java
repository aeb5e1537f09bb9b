package dev.noon.it.bench;

import dev.noon.it.bench.PartitionWatch.Answer;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Node;
import dev.noon.it.namespace.Namespaces;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What is done to the nodes, and what must come of it. Node 3 is the one that suffers. Not thread-safe. */
final class PartitionCases {
    static final List<String> NAMES = List.of("alone", "store", "grid", "split", "limits", "kill", "pause", "manager");

    private static final int VICTIM = 3;
    private static final double FOLLOWED_SECONDS = 3;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int ROUNDS = 5;

    private final PartitionScene scene;
    private final Namespaces network;
    private final double withinSeconds;
    private final double mergedSeconds;

    /**
     * @param withinSeconds how soon a node must have everything once it is back
     * @param mergedSeconds how soon the grid must be one again
     */
    PartitionCases(PartitionScene scene, double withinSeconds, double mergedSeconds) {
        this.scene = scene;
        this.network = scene.network();
        this.withinSeconds = withinSeconds;
        this.mergedSeconds = mergedSeconds;
    }

    /** A case by its name on the command line. */
    record Case(String name, String cut, Consumer<PartitionReport> run) {}

    /** One of {@link #NAMES}. */
    Case named(String name) {
        return switch (name) {
            case "alone" -> new Case(name, "node-3 from store and grid", report -> isolated(report, true));
            case "store" -> new Case(name, "node-3 from the store", report -> isolated(report, false));
            case "grid" -> new Case(name, "node-3 from the grid", this::withoutGrid);
            case "split" -> new Case(name, "grid: 1 | 2 and 3", this::split);
            case "limits" -> new Case(name, "grid: 1 | 2 and 3", new PartitionCounting(scene, mergedSeconds)::run);
            case "kill" -> new Case(name, "node-3 killed, restarted", this::killed);
            case "pause" -> new Case(name, "node-3 stopped for 30 s", this::paused);
            case "manager" -> new Case(name, "every node from the store", this::withoutStore);
            default -> throw new IllegalArgumentException("case " + name + " is unknown; expected one of " + NAMES);
        };
    }

    private void isolated(PartitionReport report, boolean fromGrid) {
        network.cutStore(VICTIM);
        if (fromGrid) {
            network.cutNodes(VICTIM, 1);
            network.cutNodes(VICTIM, 2);
        }
        named(report, scene.apply(1, 2), "apply");
        named(report, scene.purge(1, 2), "purge");
        report.check(PartitionScene.await(() -> scene.saysDetached(VICTIM)), "node-3 never said that it is detached");
        report.check(PartitionScene.await(() -> !scene.live(VICTIM)), "node-3 counts as live without end");
        complete(report, scene.apply(1, 10), "apply, node-3 not live");
        complete(report, scene.purge(1, 10), "purge, node-3 not live");
        goesOn(report);
        long healed = System.nanoTime();
        network.heal();
        converges(report, healed);
        followsAgain(report);
        merges(report, healed);
    }

    private void withoutGrid(PartitionReport report) {
        network.cutNodes(VICTIM, 1);
        network.cutNodes(VICTIM, 2);
        divided(report, VICTIM);
    }

    private void split(PartitionReport report) {
        network.cutNodes(1, 2);
        network.cutNodes(1, VICTIM);
        divided(report, 1);
    }

    /** Changes and purges while node {@code alone} is one side of the grid, before and after it is noticed. */
    private void divided(PartitionReport report, int alone) {
        double slowest = follow(report, "before the grid noticed");
        boolean noticed = PartitionScene.await(() -> IntStream.rangeClosed(1, PartitionScene.NODES)
                .allMatch(number -> scene.gridOf(number) == (number == alone ? 1 : PartitionScene.NODES - 1)));
        report.check(noticed, "the grid never noticed that it is divided");
        slowest = Math.max(slowest, follow(report, "in a divided grid"));
        goesOn(report);
        long healed = System.nanoTime();
        network.heal();
        firstAnswers(report, healed, alone);
        slowest = Math.max(slowest, follow(report, "after the healing"));
        report.receiptAfter(slowest, FOLLOWED_SECONDS);
        merges(report, healed);
        follow(report, "after the merge");
    }

    private void killed(PartitionReport report) {
        Node node = scene.node(VICTIM);
        scene.watch(VICTIM).expectNothing();
        node.kill();
        scene.apply(1, 1);
        scene.purge(1, 1);
        report.check(PartitionScene.await(() -> !scene.live(VICTIM)), "node-3 counts as live without end");
        complete(report, scene.apply(1, 10), "apply, node-3 not live");
        long started = System.nanoTime();
        node.start();
        node.awaitReady();
        PartitionScene.await(
                () -> scene.watch(VICTIM).first(started, seen -> true).isPresent());
        long back = scene.watch(VICTIM)
                .first(started, seen -> true)
                .map(Answer::nanos)
                .orElse(System.nanoTime());
        report.note("its first answer came %.1f s after its start; seconds count from there"
                .formatted(seconds(started, back)));
        converges(report, back);
        fenced(report, back);
        scene.watch(VICTIM).ask();
        followsAgain(report);
        merges(report, back);
    }

    private void paused(PartitionReport report) {
        Node node = scene.node(VICTIM);
        PartitionWatch watch = scene.watch(VICTIM);
        hold(watch);
        long began = System.nanoTime();
        node.pause();
        named(report, scene.apply(1, 1), "apply");
        named(report, scene.purge(1, 1), "purge");
        report.check(PartitionScene.await(() -> !scene.live(VICTIM)), "node-3 counts as live without end");
        complete(report, scene.apply(1, 10), "apply, node-3 not live");
        complete(report, scene.purge(1, 10), "purge, node-3 not live");
        PartitionScene.await(() -> System.nanoTime() - began > PAUSE_NANOS / 2);
        watch.expectNothing();
        PartitionScene.await(() -> System.nanoTime() - began > PAUSE_NANOS);
        long back = System.nanoTime();
        node.resume();
        converges(report, back);
        fenced(report, back);
        watch.ask();
        followsAgain(report);
        merges(report, back);
    }

    private void withoutStore(PartitionReport report) {
        List<String> identities = identities();
        IntStream.rangeClosed(1, PartitionScene.NODES).forEach(network::cutStore);
        report.check(scene.apply(1, 10).status() == 503, "an apply was not answered with 503");
        report.check(scene.purge(1, 10).status() == 503, "a purge was not answered with 503");
        for (int number = 1; number <= PartitionScene.NODES; number++) {
            int each = number;
            report.check(PartitionScene.await(() -> scene.saysDetached(each)), "node-" + each + " is not detached");
        }
        report.check(scene.apply(2, 10).status() == 503, "an apply was not answered with 503 later");
        goesOn(report);
        long healed = System.nanoTime();
        network.heal();
        boolean again = PartitionScene.await(() -> scene.apply(1, 10).status() / 100 == 2);
        report.note("apply works again after %.1f s".formatted(seconds(healed, System.nanoTime())));
        report.check(again, "apply never worked again");
        converges(report, healed);
        followsAgain(report);
        report.check(identities().equals(identities), "a process was restarted");
        merges(report, healed);
    }

    /** Committed, and node 3, and nobody else, is named. */
    private void named(PartitionReport report, AdminAnswer answer, String what) {
        List<String> missing = PartitionScene.missing(answer);
        report.check(
                answer.status() == 201 && missing.equals(List.of("node-3")),
                what + ": status " + answer.status() + ", without receipt: " + missing);
    }

    private void complete(PartitionReport report, AdminAnswer answer, String what) {
        report.check(
                answer.status() == 201 && answer.complete(),
                what + ": status " + answer.status() + ", without receipt: " + PartitionScene.missing(answer));
    }

    /** Changes and purges through every node in turn, each complete; the seconds of the slowest receipt. */
    private double follow(PartitionReport report, String when) {
        long slowest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int manager = 1 + round % PartitionScene.NODES;
            AdminAnswer applied = scene.apply(manager, 10);
            complete(report, applied, "apply through node-" + manager + " " + when);
            AdminAnswer purged = scene.purge(manager, 10);
            complete(report, purged, "purge through node-" + manager + " " + when);
            slowest = Math.max(slowest, Math.max(applied.lastReceiptMillis(), purged.lastReceiptMillis()));
        }
        report.note("slowest receipt %s: %d ms".formatted(when, slowest));
        return slowest / 1000.0;
    }

    private void followsAgain(PartitionReport report) {
        complete(report, scene.apply(2, 10), "apply after it");
        complete(report, scene.purge(2, 10), "purge after it");
    }

    /** Fifty more answers of every node that is asked. */
    private void goesOn(PartitionReport report) {
        for (PartitionWatch watch : scene.watches()) {
            int before = watch.count();
            report.check(PartitionScene.await(() -> watch.count() > before + 50), watch.name() + " answers no more");
        }
    }

    /** Node 3 has everything soon after {@code since} and has left its receipt. */
    private void converges(PartitionReport report, long since) {
        boolean came = scene.awaitReceipt(VICTIM);
        double seconds = seconds(since, System.nanoTime());
        report.receiptAfter(came ? seconds : Double.POSITIVE_INFINITY, withinSeconds);
        firstAnswers(report, since, VICTIM);
    }

    private void firstAnswers(PartitionReport report, long since, int number) {
        long head = scene.head();
        PartitionWatch watch = scene.watch(number);
        PartitionScene.await(
                () -> watch.first(since, seen -> seen.revision() >= head).isPresent());
        Optional<Answer> first = watch.first(since, seen -> true);
        Optional<Answer> current = watch.first(since, seen -> seen.revision() >= head);
        report.first(first.map(answer -> answer.seen().revision()).orElse(-1L), head);
        report.headAfter(
                current.map(answer -> seconds(since, answer.nanos())).orElse(Double.POSITIVE_INFINITY), withinSeconds);
    }

    /** Not one answer after {@code since} is of an older revision, or shows what was purged. */
    private void fenced(PartitionReport report, long since) {
        PartitionWatch.Seen now = new PartitionWatch.Seen(scene.head(), scene.purgedBefore());
        PartitionScene.await(() ->
                scene.watch(VICTIM).first(since, seen -> seen.edition() >= 0).isPresent());
        Optional<Answer> old = scene.watch(VICTIM).first(since, seen -> seen.behind(now));
        report.check(old.isEmpty(), "an answer was older than " + now + ": " + old);
    }

    private void merges(PartitionReport report, long since) {
        boolean whole = PartitionScene.await(scene::gridWhole);
        report.gridAfter(whole ? seconds(since, System.nanoTime()) : Double.POSITIVE_INFINITY, mergedSeconds);
    }

    private List<String> identities() {
        return IntStream.rangeClosed(1, PartitionScene.NODES)
                .mapToObj(number -> scene.node(number).identity())
                .toList();
    }

    private static void hold(PartitionWatch watch) {
        try {
            watch.hold();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double seconds(long from, long to) {
        return Math.max(0, (to - from) / 1e9);
    }
}
