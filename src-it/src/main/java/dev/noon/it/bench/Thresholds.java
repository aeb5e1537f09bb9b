package dev.noon.it.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints figures beside their limits and remembers whether all of them held. Not thread-safe. */
final class Thresholds {
    private final PrintStream out;
    private boolean held = true;

    Thresholds(PrintStream out) {
        this.out = out;
    }

    PrintStream out() {
        return out;
    }

    void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Prints a figure that must be below its limit. */
    void below(String what, double value, double limit) {
        limit(what, value, "<", limit, value < limit);
    }

    /** Prints a figure that must be at most its limit. */
    void atMost(String what, double value, double limit) {
        limit(what, value, "<=", limit, value <= limit);
    }

    /** Prints a figure that must be at least its limit. */
    void atLeast(String what, double value, double limit) {
        limit(what, value, ">=", limit, value >= limit);
    }

    /** Prints the verdict; the exit code. */
    int verdict() {
        out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
        return held ? 0 : 1;
    }

    private void limit(String what, double value, String relation, double limit, boolean holds) {
        held &= holds;
        print("%-60s %10.4f  (%s %.4f)  %s", what, value, relation, limit, holds ? "ok" : "DOES NOT HOLD");
    }
}
