package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.load.Marks;
import dev.noon.it.process.ProcessFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;

/** How long a node takes, alone and without load, from its second start to ready, and how much memory it then holds. */
final class Start {
    private static final Set<String> OPTIONS = Set.of("rounds", "seconds", "resident");
    private static final double SECONDS = 20;
    private static final double RESIDENT_MB = 550;

    private final Options options;
    private final PrintStream out;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();

    private Start(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Starts a node again and again; 1 if a median is above its limit. */
    static int run(List<String> arguments) {
        return new Start(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() {
        ClusterSpec spec = ClusterSpec.of(1, Checkout.find().scratch("bench/start"));
        try (Cluster cluster = Cluster.start(spec);
                Marks marks = new Marks("start")) {
            AdminAnswer applied = cluster.admin().apply(marks.definitions(0));
            if (!applied.complete()) {
                throw new IllegalStateException("the definitions were not applied: " + applied);
            }
            for (int round = 1; round <= options.count("rounds", 3); round++) {
                again(cluster.node(1), marks);
            }
        }
        return report();
    }

    private void again(Node node, Marks marks) {
        node.stop();
        long begin = System.nanoTime();
        node.start();
        Awaitility.await("ready")
                .atMost(Node.READY)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(node::ready);
        seconds.add((System.nanoTime() - begin) / 1e9);
        int status = node.get(marks.path() + "/x?n=0").status();
        if (status != 200) {
            throw new IllegalStateException("the node says that it is ready and answers " + status);
        }
        resident.add(highestResident(node) / 1024.0);
        out.printf(Locale.ROOT, "ready after %.1f s, %.0f MB resident%n", last(seconds), last(resident));
    }

    /** The highest of the readings of ten seconds, KiB. */
    private static long highestResident(Node node) {
        List<Long> readings = new ArrayList<>();
        Awaitility.await("ten readings")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    readings.add(ProcessFigures.residentKib(node.pid()));
                    return readings.size() >= 10;
                });
        return Collections.max(readings);
    }

    private int report() {
        double medianSeconds = median(seconds);
        double medianResident = median(resident);
        boolean held = medianSeconds < options.ratio("seconds", SECONDS)
                && medianResident < options.ratio("resident", RESIDENT_MB);
        out.printf(
                Locale.ROOT,
                "second start, alone: ready after %.1f s (below %.0f), %.0f MB resident (below %.0f): %s%n",
                medianSeconds,
                options.ratio("seconds", SECONDS),
                medianResident,
                options.ratio("resident", RESIDENT_MB),
                held ? "held" : "DID NOT HOLD");
        return held ? 0 : 1;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }
}
