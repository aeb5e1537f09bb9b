package dev.noon.model;

import java.util.List;
import java.util.stream.Collectors;

/** A stored definition that this version of Noon does not understand. */
public final class UnreadableDefinition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnreadableDefinition(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("; ")));
    }
}
