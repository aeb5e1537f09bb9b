package dev.noon.it.bench;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Throttles and quotas on three nodes: how many requests pass in one window, at the edge of a sliding one, and when nodes
 * are killed; and what counting costs in time and memory.
 */
final class Limits {
    private static final Set<String> OPTIONS = Set.of(
            "cases",
            "limit",
            "requests",
            "connections",
            "rounds",
            "pulses",
            "turns",
            "seconds",
            "warmup",
            "ratio",
            "rate",
            "ms",
            "late",
            "identities",
            "expiring",
            "mb",
            "gone",
            "left",
            "caught-up",
            "kills");
    private static final List<String> CASES =
            List.of("exact", "leased", "sliding", "throughput", "latency", "clock", "kill", "memory");

    private Limits() {}

    /** Runs the cases; 1 if a threshold did not hold. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments, OPTIONS);
        List<String> cases = options.cases(CASES);
        if (cases.contains("throughput") && !Peers.installed("wrk")) {
            throw new IllegalArgumentException("wrk is missing; it makes the load (Debian: apt-get install wrk)");
        }
        if (cases.contains("clock")) {
            FakeClock.library();
        }
        try (LimitScene scene = LimitScene.open(options, System.out)) {
            for (String each : cases) {
                switch (each) {
                    case "exact" -> new LimitRounds(scene, options, "exact").run();
                    case "leased" -> new LimitRounds(scene, options, "leased").run();
                    case "sliding" -> new LimitEdge(scene, options).run();
                    case "throughput" -> new LimitThroughput(scene, options).run();
                    case "latency" -> new LimitLatency(scene, options).run();
                    case "clock" -> new LimitClock(scene, options).run();
                    case "memory" -> new LimitMemory(scene, options).run();
                    default -> new LimitKills(scene, options).run();
                }
            }
            return scene.thresholds().verdict();
        }
    }
}
