package dev.noon.it.bench;

import dev.noon.it.bench.PartitionLimits.Group;
import dev.noon.it.bench.PartitionLimits.Kind;
import dev.noon.it.bench.PartitionLimits.Phase;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * How many requests limits let pass in one window in which the grid is divided, node 1 on one side and the others on the
 * other, and is one again. Not thread-safe.
 */
final class PartitionCounting {
    private static final List<Integer> MINORITY = List.of(1);
    private static final List<Integer> MAJORITY = List.of(2, 3);
    private static final List<Integer> ALL = List.of(1, 2, 3);
    private static final int CONNECTIONS = 24;
    private static final int WARMING = 600;
    private static final int LIMIT = PartitionLimits.LIMIT;
    private static final int AS_LEASED = LIMIT - PartitionLimits.HELD_BACK;
    /** Units that a client uses before the cut, and some use on the larger side after it. */
    private static final int FEW = LIMIT / 5;

    private static final int SOME = 2 * FEW;
    /** Requests of one who wants all that is left. */
    private static final int MANY = LIMIT * 3 / 2;

    private final PartitionScene scene;
    private final PartitionLimits limits;
    private final double mergedSeconds;
    /** Requests of a group that were told that their counter did not answer, but for those on the smaller side. */
    private final Map<String, Long> unknown = new ConcurrentHashMap<>();

    /** @param mergedSeconds how soon the grid must be one again */
    PartitionCounting(PartitionScene scene, double mergedSeconds) {
        this.scene = scene;
        this.limits = scene.limits();
        this.mergedSeconds = mergedSeconds;
    }

    void run(PartitionReport report) {
        Table table =
                new Table().row("limit of " + LIMIT, "asked", "before", "2 and 3", "1", "healed", "in all", "503");
        List<Kind> throttles = List.of(Kind.THROTTLE, Kind.THROTTLE_LOCAL, Kind.THROTTLE_LEASED);
        divide(report, table, throttles, Duration.ofMinutes(1), Duration.ofSeconds(57));
        List<Kind> quotas = List.of(Kind.QUOTA, Kind.QUOTA_LEASED);
        divide(report, table, quotas, Duration.ofHours(1), Duration.ofMinutes(2));
        table.lines().forEach(report::note);
    }

    /** All within one window. */
    private void divide(PartitionReport report, Table table, List<Kind> kinds, Duration window, Duration needed) {
        warm(kinds);
        LimitScene.awaitRoom(window, needed);
        long turn = LimitScene.window(window);
        ask(ALL, kinds, Group.FULL, Phase.BEFORE, FEW);
        ask(ALL, kinds, Group.PART, Phase.BEFORE, FEW);
        scene.network().cutNodes(1, 2);
        scene.network().cutNodes(1, 3);
        together(
                () -> ask(MAJORITY, kinds, Group.EARLY, Phase.MAJORITY, MANY),
                () -> ask(MINORITY, kinds, Group.EARLY, Phase.MINORITY, MANY));
        boolean noticed = PartitionScene.await(
                () -> ALL.stream().allMatch(number -> scene.gridOf(number) == (MINORITY.contains(number) ? 1 : 2)));
        report.check(noticed, "the grid never noticed that it is divided");
        together(
                () -> {
                    ask(MAJORITY, kinds, Group.FULL, Phase.MAJORITY, MANY);
                    ask(MAJORITY, kinds, Group.PART, Phase.MAJORITY, SOME);
                },
                () -> {
                    ask(MINORITY, kinds, Group.FULL, Phase.MINORITY, MANY);
                    ask(MINORITY, kinds, Group.PART, Phase.MINORITY, MANY);
                });
        heal(report, kinds);
        ask(ALL, kinds, Group.FULL, Phase.AFTER, FEW);
        ask(ALL, kinds, Group.PART, Phase.AFTER, MANY);
        ask(ALL, kinds, Group.EARLY, Phase.AFTER, MANY);
        report.check(LimitScene.window(window) == turn, "a window of " + window + " ended meanwhile");
        kinds.forEach(kind -> judge(report, table, kind));
    }

    private void heal(PartitionReport report, List<Kind> kinds) {
        long healed = System.nanoTime();
        scene.network().heal();
        boolean whole = PartitionScene.await(scene::gridWhole);
        report.gridAfter(whole ? (System.nanoTime() - healed) / 1e9 : Double.POSITIVE_INFINITY, mergedSeconds);
        String target = PartitionLimits.target(kinds.get(0), "healed", Phase.AFTER);
        report.check(
                PartitionScene.await(() -> ALL.stream()
                        .allMatch(number -> scene.node(number).get(target).status() != 503)),
                "a node never counted again");
    }

    private void judge(PartitionReport report, Table table, Kind kind) {
        for (Group group : Group.values()) {
            int[] all = limits.passed(kind, group, Phase.values());
            table.row(
                    kind.text(),
                    group.text(),
                    range(limits.passed(kind, group, Phase.BEFORE)),
                    range(limits.passed(kind, group, Phase.MAJORITY)),
                    range(limits.passed(kind, group, Phase.MINORITY)),
                    range(limits.passed(kind, group, Phase.AFTER)),
                    range(all),
                    unknown(kind, group));
            String what = kind.text() + ", " + group.text() + ": ";
            if (kind.isBooked()) {
                within(report, what + "passed in all", all, AS_LEASED - unknown(kind, group), LIMIT);
            } else if (group == Group.EARLY) {
                within(report, what + "passed in all", all, 0, (kind.isLocal() ? PartitionScene.NODES + 1 : 2) * LIMIT);
            } else if (kind.leased()) {
                within(report, what + "passed in all", all, AS_LEASED - unknown(kind, group), LIMIT);
            } else if (kind.isLocal()) {
                within(report, what + "passed in all", all, LIMIT, 2 * LIMIT);
            } else {
                within(report, what + "passed in all", all, LIMIT - unknown(kind, group), LIMIT);
                within(report, what + "passed on the smaller side", limits.passed(kind, group, Phase.MINORITY), 0, 0);
            }
        }
    }

    private static void within(PartitionReport report, String what, int[] passed, int least, int most) {
        boolean holds = Arrays.stream(passed).allMatch(count -> count >= least && count <= most);
        report.check(holds, what + ": " + Arrays.toString(passed) + "; must be " + least + " to " + most);
    }

    /** Has every node do once what it has never done. */
    private void warm(List<Kind> kinds) {
        for (Kind kind : kinds) {
            burst(ALL, number -> PartitionLimits.target(kind, "warm-" + number % CONNECTIONS, Phase.BEFORE), WARMING);
        }
    }

    /** So many requests of each client of the group, under one limit after the other. */
    private void ask(List<Integer> nodes, List<Kind> kinds, Group group, Phase phase, int each) {
        for (Kind kind : kinds) {
            Burst.Outcome outcome = burst(
                    nodes,
                    number -> PartitionLimits.target(kind, group, phase, number % PartitionLimits.CLIENTS),
                    each * PartitionLimits.CLIENTS);
            if (phase != Phase.MINORITY) {
                unknown.merge(kind + " " + group, outcome.unknown(), Long::sum);
            }
        }
    }

    private int unknown(Kind kind, Group group) {
        return unknown.getOrDefault(kind + " " + group, 0L).intValue();
    }

    private Burst.Outcome burst(List<Integer> nodes, IntFunction<String> targets, int requests) {
        List<InetSocketAddress> doors = nodes.stream()
                .map(number -> scene.node(number).address())
                .map(address -> new InetSocketAddress(address.host(), address.http()))
                .toList();
        try {
            return Burst.run(doors, CONNECTIONS, targets, requests);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void together(Runnable one, Runnable other) {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(one);
        other.run();
        beside.join();
    }

    private static String range(int[] passed) {
        int least = Arrays.stream(passed).min().orElse(0);
        int most = Arrays.stream(passed).max().orElse(0);
        return least == most ? Integer.toString(most) : least + " to " + most;
    }
}
