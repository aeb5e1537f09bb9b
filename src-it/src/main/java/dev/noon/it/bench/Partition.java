package dev.noon.it.bench;

import dev.noon.it.namespace.Namespaces;
import dev.noon.it.namespace.Unsupported;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Nodes that are cut off, killed and paused, each in a network namespace of its own: whether they converge by
 * themselves, and whether anything older is served afterwards.
 */
final class Partition {
    private static final Set<String> OPTIONS = Set.of("cases", "within", "merged", "heap", "network");
    private static final int NOT_HERE = 2;

    private final Options options;
    private final PrintStream out;
    private final List<PartitionReport> reports = new ArrayList<>();

    private Partition(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the cases; 1 if a promise was not kept, 2 if this machine or user cannot make namespaces. */
    static int run(List<String> arguments) {
        Options options = Options.of(arguments, OPTIONS);
        requireCases(options);
        try (Namespaces network = Namespaces.open(options.text("network", "10.231.47"), PartitionScene.NODES)) {
            return new Partition(options, System.out).run(network);
        } catch (Unsupported e) {
            System.err.println(e.getMessage());
            return NOT_HERE;
        }
    }

    private int run(Namespaces network) {
        try (PartitionScene scene = PartitionScene.open(network, options.text("heap", "320m"))) {
            PartitionCases cases = new PartitionCases(scene, options.ratio("within", 10), options.ratio("merged", 30));
            scene.warmUp();
            wanted(options).forEach(name -> run(scene, cases.named(name)));
        }
        return summary();
    }

    private void run(PartitionScene scene, PartitionCases.Case each) {
        out.println(each.name() + ": " + each.cut() + " …");
        PartitionReport report = new PartitionReport(each.name(), each.cut());
        scene.watches().forEach(PartitionWatch::forget);
        try {
            each.run().accept(report);
            scene.awaitWhole();
        } catch (RuntimeException e) {
            report.check(false, e + "\n" + scene.tails());
        }
        scene.watches().forEach(watch -> report.faults(watch.faults()));
        report.lines().forEach(out::println);
        reports.add(report);
    }

    private int summary() {
        Table table = PartitionReport.heading(new Table());
        reports.forEach(report -> report.row(table));
        out.println();
        table.print(out);
        boolean held = reports.stream().allMatch(PartitionReport::ok);
        out.printf(
                Locale.ROOT,
                "%n%s (everything within %.0f s of the healing)%n",
                held ? "every threshold held" : "A THRESHOLD DID NOT HOLD",
                options.ratio("within", 10));
        return held ? 0 : 1;
    }

    private static void requireCases(Options options) {
        if (!PartitionCases.NAMES.containsAll(wanted(options))) {
            throw new IllegalArgumentException(
                    "--cases is " + wanted(options) + "; expected some of " + PartitionCases.NAMES);
        }
    }

    private static List<String> wanted(Options options) {
        return Arrays.asList(
                options.text("cases", String.join(",", PartitionCases.NAMES)).split(","));
    }
}
