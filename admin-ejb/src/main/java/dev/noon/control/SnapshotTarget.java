package dev.noon.control;

import dev.noon.model.DefinitionSet;

/** What serves requests on this node. Called by one thread at a time. */
@FunctionalInterface
public interface SnapshotTarget {
    /** What a snapshot may take over from the one in force. */
    enum Sharing {
        /** Whatever did not change: compiled proxies, pools. */
        UNCHANGED,
        /** Nothing: everything is made anew. */
        NOTHING
    }

    /** A snapshot that could be served at once. It holds resources until it is swapped in or discarded. */
    interface Prepared {
        /** Puts it in force: after the return every new exchange runs under it. */
        void swap();

        /** Lets go of it. */
        void discard();
    }

    /**
     * Compiles and warms {@code set}, all or nothing; what is in force stays so. An upstream that is down does not
     * matter. Definitions that did not change since the last call are the same instances.
     *
     * @throws Uncompilable if {@code set} cannot be served
     */
    Prepared prepare(DefinitionSet set, Sharing sharing) throws Uncompilable;

    /**
     * Prepares and swaps.
     *
     * @throws Uncompilable if {@code set} cannot be served; what was in force still is
     */
    default void apply(DefinitionSet set) throws Uncompilable {
        prepare(set, Sharing.UNCHANGED).swap();
    }
}
