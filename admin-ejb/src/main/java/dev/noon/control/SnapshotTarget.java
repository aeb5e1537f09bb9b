package dev.noon.control;

import dev.noon.model.DefinitionSet;

/** What serves requests on this node. */
@FunctionalInterface
public interface SnapshotTarget {
    /**
     * Compiles, warms and swaps to {@code set}, all or nothing. Called by one thread at a time; after a normal return
     * every new exchange runs under {@code set}. Definitions that did not change since the last call are the same
     * instances.
     *
     * @throws Uncompilable if {@code set} cannot be served; what was in force still is
     */
    void apply(DefinitionSet set) throws Uncompilable;
}
