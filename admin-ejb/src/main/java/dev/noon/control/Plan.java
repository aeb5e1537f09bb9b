package dev.noon.control;

import dev.noon.model.Problem;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Verdict;
import java.util.List;
import java.util.Map;

/**
 * What putting something in force would change, relative to one head.
 *
 * @param number number that the revision would get
 * @param flush names of proxies that exist and whose stored answers would be dropped, sorted
 * @param keep how many other existing proxies keep theirs
 * @param manifest what would be in force
 * @param written definitions whose wording changes, by hash
 * @param effects what it does to the nodes
 * @param warnings what may be meant, but rarely is
 */
public record Plan(
        long number,
        List<PlannedChange> changes,
        List<String> flush,
        int keep,
        Manifest manifest,
        Map<String, ReadDefinition> written,
        Effects effects,
        List<Problem> warnings) {
    public Plan {
        changes = List.copyOf(changes);
        flush = List.copyOf(flush);
        written = Map.copyOf(written);
        warnings = List.copyOf(warnings);
    }

    /** The same plan with what it does, and with warnings. */
    Plan explained(Effects does, List<Problem> about) {
        return new Plan(number, changes, flush, keep, manifest, written, does, about);
    }

    /** The gravest verdict of all changes. */
    public Verdict verdict() {
        return changes.stream().map(PlannedChange::verdict).reduce(Verdict.HOT, Verdict::or);
    }
}
