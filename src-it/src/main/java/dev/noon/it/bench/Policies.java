package dev.noon.it.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What ten ordinary policies cost an exchange that goes to the upstream. */
final class Policies {
    private static final Set<String> OPTIONS = Set.of("rounds", "seconds", "warmup", "ratio");
    private static final String NONE = "no policy";
    private static final String TEN = "ten policies";

    private Policies() {}

    /** Runs the rounds; 1 if the threshold does not hold. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments, OPTIONS);
        Measurement proxied = new Measurement(List.of(NONE, TEN));
        try (Stage stage = Stage.open("policies", Duration.ZERO, Stage.spec("policies"))) {
            Wrk.run(stage.url("/origin/1k.txt"), options.count("warmup", 20));
            Wrk.run(stage.url("/ten/1k.txt"), options.count("warmup", 20));
            for (int round = 0; round < options.count("rounds", 7); round++) {
                proxied.add(NONE, Wrk.run(stage.url("/origin/1k.txt"), options.count("seconds", 4)));
                proxied.add(TEN, Wrk.run(stage.url("/ten/1k.txt"), options.count("seconds", 4)));
            }
            proxied.print("proxied", NONE, System.out);
            boolean held = stage.figure(
                    "with ten policies, of those without",
                    proxied.ratio(TEN, NONE),
                    ">=",
                    options.ratio("ratio", 0.85));
            held &= stage.figure("failed requests", proxied.errors(NONE) + proxied.errors(TEN), "<", 1);
            return stage.verdict(held);
        }
    }
}
