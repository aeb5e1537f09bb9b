package dev.noon.model;

import java.util.Comparator;

/**
 * One thing that is wrong with what a user wrote.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param field for example {@code spec.policies[3].cache.ttl}; empty when the whole file is meant
 * @param message the value and what was expected, for example {@code is -5s; expected a duration such as 5s}
 */
public record Problem(String file, int line, int column, String field, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::field)
            .thenComparing(Problem::message);

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
