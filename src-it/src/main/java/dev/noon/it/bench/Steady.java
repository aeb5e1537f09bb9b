package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** What thousands of applies leave behind in each node: heap, threads, sockets, files, classes. */
final class Steady {
    private static final Set<String> OPTIONS = Set.of("applies", "warmup", "rate", "nodes", "points");
    private static final int CONNECTIONS_PER_NODE = 2;

    private final Options options;
    private final PrintStream out;

    private Steady(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the applies; 1 if something grew or an answer was wrong. */
    static int run(List<String> arguments) {
        return new Steady(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() {
        ClusterSpec spec =
                ClusterSpec.of(options.count("nodes", 3), Checkout.find().scratch("bench/steady"));
        int warmup = options.count("warmup", 1200);
        int applies = options.count("applies", 2000);
        int points = options.count("points", 4);
        try (Cluster cluster = Cluster.start(spec);
                Marks marks = new Marks("steady")) {
            Flatness flatness = new Flatness(cluster, out);
            boolean clean = segment(cluster, marks, 0, warmup);
            int done = warmup;
            flatness.take(0);
            for (int point = 1; point <= points; point++) {
                int until = warmup + applies * point / points;
                clean &= segment(cluster, marks, done, until);
                done = until;
                flatness.take(done - warmup);
            }
            out.println(clean ? "every answer was right" : "ANSWERS WERE WRONG");
            return flatness.report() && clean ? 0 : 1;
        }
    }

    private boolean segment(Cluster cluster, Marks marks, int from, int until) {
        apply(cluster, marks, from);
        List<Integer> ports =
                cluster.nodes().stream().map(node -> node.address().http()).toList();
        Load load = Load.start(new Load.Plan(ports, CONNECTIONS_PER_NODE, options.count("rate", 50)), marks);
        for (int mark = from + 1; mark < until; mark++) {
            apply(cluster, marks, mark);
        }
        LoadReport report = load.stop();
        out.println(until + " applies; " + report);
        return report.clean();
    }

    /** Applies {@code mark} through one of the nodes and says so to {@code marks}. */
    static void apply(Cluster cluster, Marks marks, int mark) {
        Node manager = cluster.node(mark % cluster.nodes().size() + 1);
        AdminAnswer answer = cluster.admin(manager).apply(marks.definitions(mark));
        if (!answer.complete()) {
            throw new IllegalStateException("apply " + mark + " did not reach every node: " + answer);
        }
        marks.acknowledged(mark, answer.revision());
    }
}
