package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.load.Crowd;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import dev.noon.it.load.Mixture;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Half an hour of everything at once: the mixture and the marks on every node, slow clients, and an apply every other
 * second, as often through one node as through another.
 */
final class Mixed {
    private static final Set<String> OPTIONS = Set.of("minutes", "warmup", "points", "every", "rate", "nodes");
    private static final int CONNECTIONS_PER_NODE = 4;
    private static final int SLOW_CLIENTS = 30;

    private final Options options;
    private final PrintStream out;
    private int mark;

    private Mixed(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs for the minutes; 1 if anything failed, was mixed, or grew. */
    static int run(List<String> arguments) throws IOException {
        return new Mixed(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() throws IOException {
        ClusterSpec spec =
                ClusterSpec.of(options.count("nodes", 3), Checkout.find().scratch("bench/mixed"));
        int points = options.count("points", 5);
        Duration part = Duration.ofMinutes(options.count("minutes", 30)).dividedBy(points);
        try (Cluster cluster = Cluster.start(spec);
                Marks marks = new Marks("mixed");
                Mixture mixture = new Mixture()) {
            AdminAnswer applied = cluster.admin().apply(mixture.definitions());
            if (!applied.complete()) {
                throw new IllegalStateException("the definitions were not applied: " + applied);
            }
            Flatness flatness = new Flatness(cluster, out);
            boolean clean = segment(cluster, marks, mixture, Duration.ofMinutes(options.count("warmup", 5)));
            flatness.take(mark);
            for (int point = 1; point <= points; point++) {
                clean &= segment(cluster, marks, mixture, part);
                flatness.take(mark);
            }
            out.println(clean ? "every answer was right" : "ANSWERS WERE WRONG");
            return flatness.report() && clean ? 0 : 1;
        }
    }

    private boolean segment(Cluster cluster, Marks marks, Mixture mixture, Duration length) throws IOException {
        Steady.apply(cluster, marks, mark++);
        List<Integer> ports =
                cluster.nodes().stream().map(node -> node.address().http()).toList();
        Load.Plan plan = new Load.Plan(ports, CONNECTIONS_PER_NODE, options.count("rate", 60));
        try (Crowd crowd = Crowd.start(ports.get(0), slow());
                Load marked = Load.start(plan, marks);
                Load mixed = Load.start(plan, mixture)) {
            long end = System.nanoTime() + length.toNanos();
            long due = System.nanoTime();
            while (due - end < 0) {
                due += Duration.ofSeconds(options.count("every", 2)).toNanos();
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                Steady.apply(cluster, marks, mark++);
            }
            LoadReport first = marked.stop();
            LoadReport second = mixed.stop();
            out.println(mark + " applies; marks: " + first);
            out.println("  mixture: " + second);
            out.println("  slow clients: " + crowd.cutOff() + " cut off");
            return first.clean() && second.clean();
        }
    }

    private static List<Crowd.Manner> slow() {
        List<Crowd.Manner> manners = new ArrayList<>();
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            manners.add(
                    switch (i % 3) {
                        case 0 -> Crowd.Manner.slowHeader("/mixture/pass?n=0");
                        case 1 -> Crowd.Manner.slowBody("/mixture/posted?n=0");
                        default -> Crowd.Manner.slowReader("/mixture/stream?n=0");
                    });
        }
        return manners;
    }
}
