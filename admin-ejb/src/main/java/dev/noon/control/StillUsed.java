package dev.noon.control;

import dev.noon.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that others refer to cannot be deleted. Nothing was changed. */
public final class StillUsed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems what would be wrong without the definition; each names it and who refers to it */
    public StillUsed(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.file() + " " + problem.message())
                .distinct()
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
