package dev.noon.control;

import dev.noon.model.DefinitionSet;
import dev.noon.model.Table;

/**
 * Where somebody stands in the log of an environment, with everything that is in force there. Immutable.
 *
 * @param number number of the revision; 0 before the first
 * @param chain hash of that revision; {@link Revision#NONE} before the first
 */
public record Tip(long number, String chain, Manifest manifest, DefinitionSet set) {
    /** Before the first revision. */
    public static final Tip START = new Tip(
            0,
            Revision.NONE,
            Manifest.EMPTY,
            new DefinitionSet(0, Manifest.EMPTY.content().hex(), Table.empty()));
}
