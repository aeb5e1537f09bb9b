package dev.noon.control;

import java.util.Locale;

/** What a node is doing. */
public enum NodeState {
    /** Nothing is in force yet. */
    STARTING,
    /** Serves what it last read, and has heard from the store within the last four seconds. */
    READY,
    /** Serves its last good revision; a newer one could not be compiled. */
    REFUSED,
    /** Serves its last good revision; the store has not answered for four seconds. */
    DETACHED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The state as documents and JSON spell it. */
    public String text() {
        return text;
    }

    /**
     * The state that is spelled {@code text}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static NodeState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
