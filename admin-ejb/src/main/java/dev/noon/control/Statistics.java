package dev.noon.control;

import java.util.Map;

/** Figures of this node. Thread-safe. */
@FunctionalInterface
public interface Statistics {
    /** Whose answers are meant, and of which generation. */
    record Owner(String proxy, long generation) {}

    /**
     * About how many answers are stored in this node's heap. Takes time in proportion to how many there are; for
     * people who plan, not for requests.
     */
    Map<Owner, Long> storedAnswers();

    /** A node that stores nothing. */
    static Statistics none() {
        return Map::of;
    }
}
