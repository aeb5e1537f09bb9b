package dev.noon.control;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of an apply, a plan or a rollback.
 *
 * @param revision the new revision; the one it would be for {@link Outcome#PLANNED}; the head for {@link
 *     Outcome#UNCHANGED}, if there is one
 * @param replayed whether the revision was appended by an earlier attempt of the same request
 */
public record Deployment(
        Outcome outcome, Optional<Revision> revision, Plan plan, Acknowledged acknowledged, boolean replayed) {
    /** What came of a request that was not there before. */
    public Deployment(Outcome outcome, Optional<Revision> revision, Plan plan, Acknowledged acknowledged) {
        this(outcome, revision, plan, acknowledged, false);
    }

    /** What happened. */
    public enum Outcome {
        /** A revision was appended. */
        APPLIED,
        /** Everything is in force already; nothing was appended. */
        UNCHANGED,
        /** A dry run: nothing was written. */
        PLANNED;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The outcome as JSON spells it. */
        public String text() {
            return text;
        }
    }
}
