package dev.noon.control;

import dev.noon.model.Problem;
import java.util.List;

/** What was sent cannot be put in force; every reason is listed. Nothing was changed. */
public final class InvalidDefinitions extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDefinitions(List<Problem> problems) {
        super(problems.size() + " problems; the first is " + problems.get(0).text());
        this.problems = List.copyOf(problems);
    }

    /** At least one, in file and line order. */
    public List<Problem> problems() {
        return problems;
    }
}
