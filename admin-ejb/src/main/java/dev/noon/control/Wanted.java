package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.ReadDefinition;
import java.util.List;
import java.util.Set;

/**
 * What a caller wants: definitions to be in force, and others to be gone. What is not named stays.
 *
 * @param sealed secrets that {@code present} names and the store does not have as they are
 * @param resealed definitions whose wording stays and whose secrets are among {@code sealed}
 */
record Wanted(
        List<ReadDefinition> present, Set<DefinitionId> absent, List<SealedSecret> sealed, Set<DefinitionId> resealed) {
    Wanted {
        present = List.copyOf(present);
        absent = Set.copyOf(absent);
        sealed = List.copyOf(sealed);
        resealed = Set.copyOf(resealed);
    }

    /** The same, and {@code ids} to be gone. */
    Wanted without(Set<DefinitionId> ids) {
        return new Wanted(present, ids, sealed, resealed);
    }

    /** Without secrets. */
    Wanted(List<ReadDefinition> present, Set<DefinitionId> absent) {
        this(present, absent, List.of(), Set.of());
    }
}
