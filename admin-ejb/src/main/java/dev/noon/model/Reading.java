package dev.noon.model;

import java.util.List;

/**
 * What came of reading files.
 *
 * @param definitions those without a fault, in the order written
 * @param problems everything that is wrong, in file and line order; empty means all is well
 */
public record Reading(List<ReadDefinition> definitions, List<Problem> problems) {
    public Reading {
        definitions = List.copyOf(definitions);
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return problems.isEmpty();
    }
}
