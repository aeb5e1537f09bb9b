package dev.noon.model;

import java.util.Locale;

/** Whether a change can be put in force on a running cluster; ordered from harmless to grave. */
public enum Verdict {
    /** Every node swaps in place; nothing in flight is lost. */
    HOT,
    /** Nodes must be drained one after the other. */
    DRAIN,
    /** Cannot be put in force on a running cluster. */
    REFUSED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The verdict as JSON spells it. */
    public String text() {
        return text;
    }

    /**
     * The verdict that is spelled {@code text}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Verdict of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The graver of the two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
