package dev.noon.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one case found. Not thread-safe. */
final class PartitionReport {
    private final String name;
    private final String cut;
    private final List<String> broken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String first = "-";
    private String headSeconds = "-";
    private String receiptSeconds = "-";
    private String gridSeconds = "-";
    private int mixed;
    private int failed;
    private int older;
    private long slowestMillis;
    private String slowest = "";

    PartitionReport(String name, String cut) {
        this.name = name;
        this.cut = cut;
    }

    static Table heading(Table table) {
        return table.row(
                "case",
                "cut",
                "first/head",
                "serves head s",
                "receipt s",
                "grid whole s",
                "mixed",
                "failed",
                "older",
                "slowest ms",
                "threshold");
    }

    /** {@code promise} must be true. */
    void check(boolean promise, String text) {
        if (!promise) {
            broken.add(text);
        }
    }

    void note(String text) {
        notes.add(text);
    }

    /** The first answer after the healing is of {@code revision}. */
    void first(long revision, long head) {
        first = revision + "/" + head;
    }

    void headAfter(double seconds, double limit) {
        headSeconds = seconds(seconds);
        check(seconds <= limit, "serves the head after " + headSeconds + " s; must be within " + limit);
    }

    void receiptAfter(double seconds, double limit) {
        receiptSeconds = seconds(seconds);
        check(seconds <= limit, "the receipt came after " + receiptSeconds + " s; must be within " + limit);
    }

    void gridAfter(double seconds, double limit) {
        gridSeconds = seconds(seconds);
        check(seconds <= limit, "the grid was whole after " + gridSeconds + " s; must be within " + limit);
    }

    /** Adds what a node's watch has seen. */
    void faults(PartitionWatch.Faults faults) {
        mixed += faults.mixed();
        failed += faults.failed();
        older += faults.older();
        if (faults.slowestMillis() > slowestMillis) {
            slowestMillis = faults.slowestMillis();
            slowest = faults.slowest();
        }
        notes.addAll(faults.samples());
    }

    boolean ok() {
        return broken.isEmpty() && mixed == 0 && failed == 0 && older == 0;
    }

    Table row(Table table) {
        return table.row(
                name,
                cut,
                first,
                headSeconds,
                receiptSeconds,
                gridSeconds,
                mixed,
                failed,
                older,
                slowestMillis,
                ok() ? "ok" : "BELOW");
    }

    /** What was promised and is not so, and what else there is to say, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        broken.forEach(text -> lines.add("  " + name + ": BELOW: " + text));
        lines.add("  " + name + ": slowest answer: " + slowestMillis + " ms, " + slowest);
        notes.forEach(text -> lines.add("  " + name + ": " + text));
        return lines;
    }

    private static String seconds(double seconds) {
        return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.1f", seconds) : "never";
    }
}
