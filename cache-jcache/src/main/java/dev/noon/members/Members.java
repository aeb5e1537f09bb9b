package dev.noon.members;

import java.util.List;

/** Who is in the grid. Thread-safe. */
@FunctionalInterface
public interface Members {
    /**
     * The nodes that this node sees at this moment, the longest-standing first; unmodifiable. Empty
     * when this node is not part of a grid.
     */
    List<Member> current();

    /** The members of no grid. */
    static Members none() {
        return List::of;
    }
}
