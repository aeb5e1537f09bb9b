package dev.noon.it.behaviour;

import java.util.Optional;

/**
 * What came of a behaviour.
 *
 * @param topic what it belongs to
 * @param wrong what was seen instead; empty if it was as it should be
 */
public record Verdict(Topic topic, Behaviour behaviour, Optional<String> wrong) {
    public boolean passed() {
        return wrong.isEmpty();
    }

    /** The standard and the behaviour in one line. */
    public String title() {
        return topic.title() + ": " + behaviour.name() + " (RFC " + behaviour.section() + ")";
    }
}
