package dev.noon.model;

import dev.noon.model.tree.Pointer;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with what a user wrote.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param field for example {@code spec.policies[3].cache.ttl}; empty when the whole file is meant
 * @param message the value and what was expected, for example {@code is -5s; expected a duration such as 5s}
 * @param code what kind of thing it is, if it is something that lints find
 */
public record Problem(String file, int line, int column, String field, String message, Optional<LintCode> code)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::field)
            .thenComparing(Problem::message)
            .thenComparing(problem -> problem.code().map(LintCode::text).orElse(""));

    /** A problem that no lint has found. */
    public Problem(String file, int line, int column, String field, String message) {
        this(file, line, column, field, message, Optional.empty());
    }

    /** A problem of a definition that is in force and was not among the files: its kind and name stand for the file. */
    public static Problem ofInForce(DefinitionId id, String pointer, String message) {
        return new Problem(id.toString(), 1, 1, Pointer.field(pointer), message);
    }

    /** The same, found by a lint. */
    public Problem as(LintCode known) {
        return new Problem(file, line, column, field, message, Optional.of(known));
    }

    /** {@code file:line:column: field: message}. */
    public String text() {
        String place = file + ":" + line + ":" + column + ": ";
        return field.isEmpty() ? place + message : place + field + ": " + message;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
