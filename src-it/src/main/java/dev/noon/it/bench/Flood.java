package dev.noon.it.bench;

import dev.noon.it.http.Reply;
import dev.noon.it.load.Crowd;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Probe;
import dev.noon.it.process.ProcessFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** A flood of slow clients, a third each: headers that never end, bodies that never end, answers that nobody takes. */
final class Flood {
    private static final Set<String> OPTIONS = Set.of("connections", "seconds", "rate", "p99", "large");
    private static final int CONNECTIONS = 4;

    private final Options options;

    private Flood(Options options) {
        this.options = options;
    }

    /** Runs the flood; 1 if the probe was slow or failed. */
    static int run(List<String> arguments) throws IOException {
        return new Flood(Options.of(arguments, OPTIONS)).run();
    }

    private int run() throws IOException {
        int seconds = options.count("seconds", 60);
        try (Stage stage = Stage.open("flood", Duration.ZERO, Stage.spec("flood"))) {
            stage.file("large.bin", (long) options.count("large", 16) << 20);
            print("before", probe(stage, 10));
            try (Crowd crowd = Crowd.start(stage.node().address().http(), manners())) {
                Awaitility.await("the flood has come")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> crowd.open() >= options.count("connections", 1000) * 9 / 10);
                LoadReport during = probe(stage, seconds);
                print("during", during);
                System.out.printf(
                        Locale.ROOT,
                        "the flood: %d connected, %d cut off, of these %d with 408; %d MB resident%n",
                        crowd.open(),
                        crowd.cutOff(),
                        crowd.answers(408),
                        ProcessFigures.residentKib(stage.node().pid()) / 1024);
                boolean held = stage.figure("p99 ms of the probe", during.p99Millis(), "<", options.ratio("p99", 1000));
                held &= stage.figure(
                        "failed requests of the probe",
                        during.faults().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        "<",
                        1);
                held &= stage.figure("clients that were cut off", crowd.cutOff(), ">=", 1);
                return stage.verdict(held);
            }
        }
    }

    private List<Crowd.Manner> manners() {
        List<Crowd.Manner> manners = new ArrayList<>();
        for (int i = 0; i < options.count("connections", 1000); i++) {
            manners.add(
                    switch (i % 3) {
                        case 0 -> Crowd.Manner.slowHeader("/hit/1k.txt");
                        case 1 -> Crowd.Manner.slowBody("/late");
                        default -> Crowd.Manner.slowReader("/origin/large.bin");
                    });
        }
        return manners;
    }

    /** A well-behaved client asks for hits, for the origin's answers, and for those of the other upstream. */
    private LoadReport probe(Stage stage, int seconds) {
        Load.Plan plan = new Load.Plan(List.of(stage.node().address().http()), CONNECTIONS, options.count("rate", 50));
        try (Load load = Load.start(plan, Flood::question)) {
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            Awaitility.await("the time is over")
                    .atMost(Duration.ofSeconds(seconds + 60))
                    .until(() -> System.nanoTime() - end >= 0);
            return load.stop();
        }
    }

    private static Probe.Question question(long number) {
        String target = List.of("/hit/1k.txt", "/origin/1k.txt", "/late").get((int) (number % 3));
        return new Probe.Question() {
            @Override
            public String target() {
                return target;
            }

            @Override
            public Optional<Probe.Fault> fault(Reply reply) {
                return Optional.empty();
            }
        };
    }

    private static void print(String when, LoadReport report) {
        System.out.printf(
                Locale.ROOT,
                "%-7s p50 %.1f ms, p99 %.1f ms; %s%n",
                when,
                report.p50Millis(),
                report.p99Millis(),
                report);
    }
}
