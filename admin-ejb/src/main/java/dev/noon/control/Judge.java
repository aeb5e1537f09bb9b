package dev.noon.control;

import dev.noon.model.Verdict;
import dev.noon.model.tree.MapNode;
import java.util.List;
import java.util.Optional;

/** Decides how a change of one definition can be put in force. Pure. */
@FunctionalInterface
public interface Judge {
    /**
     * One definition's change.
     *
     * @param fields what differs; empty for a new or a deleted definition
     * @param before the old wording; empty for a new definition
     * @param after the new wording; empty for a deleted one
     */
    record Step(Change change, List<FieldChange> fields, Optional<MapNode> before, Optional<MapNode> after) {}

    /**
     * How it can be put in force.
     *
     * @param reason why it is not hot; empty if it is
     */
    record Judgement(Verdict verdict, String reason) {
        static final Judgement HOT = new Judgement(Verdict.HOT, "");

        /** The graver of the two; the reasons of both if they are equally grave. */
        Judgement or(Judgement other) {
            if (verdict != other.verdict) {
                return verdict.compareTo(other.verdict) > 0 ? this : other;
            }
            boolean same = reason.equals(other.reason) || other.reason.isEmpty();
            return same ? this : new Judgement(verdict, (reason + "; " + other.reason).replaceFirst("^; ", ""));
        }
    }

    /** The verdict on one definition's change. */
    Judgement judge(Step step);

    /** Nothing is ever grave. */
    static Judge hot() {
        return step -> Judgement.HOT;
    }
}
