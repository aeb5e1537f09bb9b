package dev.noon.it.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of every contestant, and their medians. Not thread-safe. */
final class Measurement {
    private final Map<String, List<Wrk.Result>> rounds = new LinkedHashMap<>();

    Measurement(List<String> names) {
        names.forEach(name -> rounds.put(name, new ArrayList<>()));
    }

    void add(String name, Wrk.Result result) {
        of(name).add(result);
    }

    boolean has(String name) {
        return rounds.containsKey(name);
    }

    /**
     * Requests per second of one contestant divided by another's, round by round; the median of the rounds, so
     * that a slow minute of the machine, which hits both, does not count.
     */
    double ratio(String name, String base) {
        double[] ratios = new double[of(name).size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of(name).get(i).perSecond() / of(base).get(i).perSecond();
        }
        return median(ratios);
    }

    /** Milliseconds within which 99 % of the answers came; the median of the rounds. */
    double p99(String name) {
        return median(name, Wrk.Result::p99);
    }

    /** Answers that were not 2xx, and broken connections, in all rounds. */
    long errors(String name) {
        return of(name).stream().mapToLong(Wrk.Result::errors).sum();
    }

    void print(String title, String base, PrintStream out) {
        Table table = new Table().row(title, "req/s", "ratio", "p50 ms", "p99 ms", "errors");
        for (String name : rounds.keySet()) {
            table.row(
                    name,
                    format("%,.0f", median(name, Wrk.Result::perSecond)),
                    format("%.2f", ratio(name, base)),
                    format("%.2f", median(name, Wrk.Result::p50)),
                    format("%.2f", p99(name)),
                    errors(name));
        }
        out.println();
        table.print(out);
        out.println();
    }

    private double median(String name, ToDoubleFunction<Wrk.Result> figure) {
        return median(of(name).stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private List<Wrk.Result> of(String name) {
        List<Wrk.Result> results = rounds.get(name);
        if (results == null) {
            throw new IllegalArgumentException("nobody measured " + name);
        }
        return results;
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
