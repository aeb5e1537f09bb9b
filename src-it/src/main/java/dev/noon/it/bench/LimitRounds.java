package dev.noon.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** How many of many requests in one window pass on all nodes together, again and again. */
final class LimitRounds {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A round has to be over before its window is. */
    private static final Duration NEEDED = Duration.ofSeconds(20);

    private static final int WARMING = 2_000;

    private final LimitScene scene;
    private final Options options;
    private final String mode;
    private final Table table;

    LimitRounds(LimitScene scene, Options options, String mode) {
        this.scene = scene;
        this.options = options;
        this.mode = mode;
        this.table = new Table()
                .row(
                        mode,
                        "rounds",
                        "requests",
                        "limit",
                        "passed",
                        "at the upstream",
                        "no answer in time",
                        "slowest s");
    }

    /** One round; what passed is counted by the clients and by the upstream. */
    private record Round(Burst.Outcome outcome, int admitted, double seconds) {}

    void run() throws InterruptedException {
        String rest = "mode: " + mode + ", onGridAway: closed, " + LimitScene.BY + " }";
        scene.proxy(mode + "-hour", "quota: { limit: " + scene.limit() + ", per: hour, " + rest);
        scene.proxy(mode + "-minute", "throttle: { limit: " + scene.limit() + ", per: minute, window: fixed, " + rest);
        List<Round> quota = rounds("hour", HOUR);
        List<Round> throttle = rounds("minute", MINUTE);
        scene.thresholds().out().println();
        table.print(scene.thresholds().out());
        check("quota per hour", quota);
        check("throttle per minute", throttle);
    }

    private List<Round> rounds(String per, Duration window) throws InterruptedException {
        String name = mode + "-" + per;
        // Finds connections, threads and compiled code missing, which are not what is measured.
        scene.burst(name, "warm", WARMING);
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= options.count("rounds", 20); number++) {
            rounds.add(round(name, "r" + number, window));
        }
        table.row(
                "per " + per,
                rounds.size(),
                String.format(Locale.ROOT, "%,d", options.count("requests", 5_000)),
                scene.limit(),
                range(rounds.stream().mapToLong(round -> round.outcome().passed())),
                range(rounds.stream().mapToLong(Round::admitted)),
                rounds.stream().mapToLong(round -> round.outcome().unknown()).sum(),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        rounds.stream().mapToDouble(Round::seconds).max().orElse(0)));
        return rounds;
    }

    private Round round(String name, String client, Duration window) throws InterruptedException {
        LimitScene.awaitRoom(window, NEEDED);
        long turn = LimitScene.window(window);
        long began = System.nanoTime();
        Burst.Outcome outcome = scene.burst(name, client, options.count("requests", 5_000));
        double seconds = (System.nanoTime() - began) / 1e9;
        if (LimitScene.window(window) != turn) {
            throw new IllegalStateException("a round took " + seconds + " s, in which its window ended");
        }
        if (outcome.other() + outcome.broken() > 0) {
            throw new IllegalStateException(name + ", " + client + ": " + outcome);
        }
        return new Round(outcome, scene.admitted(name, client), seconds);
    }

    private void check(String what, List<Round> rounds) {
        LongStream all = rounds.stream()
                .flatMapToLong(
                        round -> LongStream.of(round.admitted(), round.outcome().passed()));
        long[] passed = all.toArray();
        int least = mode.equals("exact") ? scene.limit() : scene.limit() - scene.heldBack();
        String where = mode + ", " + what + ": ";
        Thresholds thresholds = scene.thresholds();
        thresholds.atMost(
                where + "most that passed", LongStream.of(passed).max().orElse(0), scene.limit());
        thresholds.atLeast(
                where + "least that passed", LongStream.of(passed).min().orElse(0), least);
    }

    private static String range(LongStream values) {
        long[] sorted = values.sorted().toArray();
        return sorted[0] == sorted[sorted.length - 1]
                ? Long.toString(sorted[0])
                : sorted[0] + " to " + sorted[sorted.length - 1];
    }
}
