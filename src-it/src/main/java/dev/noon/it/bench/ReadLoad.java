package dev.noon.it.bench;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Three nodes under a read load of which few keys make up much: what the upstream sees of a cold start, how long hits
 * take, and what a killed node costs the upstream.
 */
final class ReadLoad {
    private static final Set<String> OPTIONS = Set.of(
            "cases",
            "keys",
            "exponent",
            "requests",
            "hits",
            "share",
            "rate",
            "grid",
            "local",
            "load",
            "seconds",
            "rise",
            "warmup");
    /** In this order, since the first one finds everything cold and the others warm each other up. */
    private static final List<String> CASES = List.of("cold", "grid", "local", "kill");

    private ReadLoad() {}

    /** Runs the cases; 1 if a threshold did not hold. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments, OPTIONS);
        List<String> cases = options.cases(CASES);
        try (ReadScene scene = ReadScene.open(options.count("keys", ColdStart.KEYS), System.out)) {
            for (String each : cases) {
                switch (each) {
                    case "cold" -> new ColdStart(scene, options).run();
                    case "grid" -> new GridHits(scene, options).run();
                    case "local" -> new HalfLoad(scene, options).run();
                    default -> new Rejoin(scene, options).run();
                }
            }
            return scene.verdict();
        }
    }
}
