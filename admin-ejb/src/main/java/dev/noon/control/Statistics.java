package dev.noon.control;

import dev.noon.counter.Standing;
import java.util.List;
import java.util.Map;

/** Figures for people who plan. Thread-safe. */
@FunctionalInterface
public interface Statistics {
    /** Whose answers are meant, and of which generation. */
    record Owner(String proxy, long generation) {}

    /**
     * About how many answers are stored in this node's heap. Takes time in proportion to how many there are; for
     * people who plan, not for requests.
     */
    Map<Owner, Long> storedAnswers();

    /** How the counters of limits stood lately, on all nodes; waits for the others within the grid budget. */
    default List<Standing> standings() {
        return List.of();
    }

    /** A node that stores nothing. */
    static Statistics none() {
        return Map::of;
    }
}
