package dev.noon.it.bench;

import dev.noon.it.load.Crowd;
import dev.noon.it.process.ProcessFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** What thousands of requests that wait for one slow upstream leave to all others. */
final class Parked {
    private static final Set<String> OPTIONS =
            Set.of("requests", "delay", "rounds", "seconds", "warmup", "hits", "resident");
    private static final String QUIET = "nobody waits";
    private static final String PARKED = "with the requests parked";

    private final Options options;
    private final Measurement hits = new Measurement(List.of(QUIET, PARKED));
    private final Measurement others = new Measurement(List.of(QUIET, PARKED));
    private long residentKib;
    private int waiting = Integer.MAX_VALUE;

    private Parked(Options options) {
        this.options = options;
    }

    /** Runs the rounds; 1 if a threshold does not hold. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        return new Parked(Options.of(arguments, OPTIONS)).run();
    }

    private int run() throws IOException, InterruptedException {
        Duration delay = Duration.ofSeconds(options.count("delay", 5));
        try (Stage stage = Stage.open("parked", delay, Stage.spec("parked"))) {
            Wrk.run(stage.url("/hit/1k.txt"), options.count("warmup", 15));
            Wrk.run(stage.url("/origin/1k.txt"), options.count("warmup", 15));
            for (int round = 0; round < options.count("rounds", 5); round++) {
                load(stage, QUIET);
                park(stage);
            }
            return report(stage);
        }
    }

    private void park(Stage stage) throws IOException, InterruptedException {
        int requests = options.count("requests", 2000);
        List<Crowd.Manner> manners = Collections.nCopies(requests, Crowd.Manner.patient("/late"));
        try (Crowd crowd = Crowd.start(stage.node().address().http(), manners)) {
            Awaitility.await("requests wait")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> stage.late().waiting() >= requests * 9 / 10);
            load(stage, PARKED);
            waiting = Math.min(waiting, stage.late().waiting());
            residentKib = Math.max(
                    residentKib, ProcessFigures.residentKib(stage.node().pid()));
        }
        Awaitility.await("nobody waits")
                .atMost(Duration.ofSeconds(60))
                .until(() -> stage.late().waiting() == 0);
    }

    private void load(Stage stage, String name) throws IOException, InterruptedException {
        int seconds = options.count("seconds", 4);
        hits.add(name, Wrk.run(stage.url("/hit/1k.txt"), seconds));
        others.add(name, Wrk.run(stage.url("/origin/1k.txt"), seconds));
    }

    private int report(Stage stage) {
        hits.print("cached hit", QUIET, System.out);
        others.print("another upstream", QUIET, System.out);
        boolean held =
                stage.figure("requests that wait, at least", waiting, ">=", options.count("requests", 2000) * 0.8);
        held &= stage.figure(
                "cached hits, of those without", hits.ratio(PARKED, QUIET), ">=", options.ratio("hits", 0.9));
        held &= stage.figure("failed requests to others", hits.errors(PARKED) + others.errors(PARKED), "<", 1);
        held &= stage.figure("resident MB", residentKib / 1024.0, "<", options.ratio("resident", 1200));
        return stage.verdict(held);
    }
}
