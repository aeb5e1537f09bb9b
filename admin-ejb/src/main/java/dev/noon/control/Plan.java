package dev.noon.control;

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
 */
public record Plan(
        long number,
        List<PlannedChange> changes,
        List<String> flush,
        int keep,
        Manifest manifest,
        Map<String, ReadDefinition> written,
        Effects effects) {
    public Plan {
        changes = List.copyOf(changes);
        flush = List.copyOf(flush);
        written = Map.copyOf(written);
    }

    /** The gravest verdict of all changes. */
    public Verdict verdict() {
        return changes.stream().map(PlannedChange::verdict).reduce(Verdict.HOT, Verdict::or);
    }
}
