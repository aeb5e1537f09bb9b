package dev.noon.control;

import java.util.List;

/** Decides how a change of one definition can be put in force. Pure. */
@FunctionalInterface
public interface Judge {
    /** The verdict on one definition's change. */
    Verdict judge(Change change, List<FieldChange> fields);

    /** Every kind that exists is compiled into the snapshot, so every change of it is hot. */
    static Judge hot() {
        return (change, fields) -> Verdict.HOT;
    }
}
