package dev.noon.control;

import dev.noon.model.Verdict;
import java.util.List;

/**
 * One definition's change, field by field.
 *
 * @param fields empty for a new or a deleted definition
 * @param reason what the change does, in words
 */
public record PlannedChange(Change change, List<FieldChange> fields, Verdict verdict, String reason) {
    public PlannedChange {
        fields = List.copyOf(fields);
    }
}
