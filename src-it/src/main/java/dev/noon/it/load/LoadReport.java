package dev.noon.it.load;

import dev.noon.it.load.Probe.Fault;
import java.util.List;
import java.util.Map;

/**
 * What a load has seen.
 *
 * @param answers how many answers came
 * @param hits how many of them came from the gateway's cache
 * @param faults how many faults of each kind there were; kinds that did not occur are absent
 * @param samples the first faults, as text
 * @param p50Millis half of the answers came within that time
 * @param p99Millis 99 % of the answers came within that time
 */
public record LoadReport(
        long answers,
        long hits,
        Map<Fault.Kind, Long> faults,
        List<String> samples,
        double p50Millis,
        double p99Millis) {
    public LoadReport {
        faults = Map.copyOf(faults);
        samples = List.copyOf(samples);
    }

    public long count(Fault.Kind kind) {
        return faults.getOrDefault(kind, 0L);
    }

    /** Whether nothing at all was wrong. */
    public boolean clean() {
        return faults.isEmpty();
    }

    @Override
    public String toString() {
        return answers + " answers (" + hits + " from the cache), faults " + faults + "\n" + String.join("\n", samples);
    }
}
