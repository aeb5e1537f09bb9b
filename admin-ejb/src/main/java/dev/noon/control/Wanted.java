package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.ReadDefinition;
import java.util.List;
import java.util.Set;

/** What a caller wants: definitions to be in force, and others to be gone. What is not named stays. */
record Wanted(List<ReadDefinition> present, Set<DefinitionId> absent) {
    Wanted {
        present = List.copyOf(present);
        absent = Set.copyOf(absent);
    }
}
