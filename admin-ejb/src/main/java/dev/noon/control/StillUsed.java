package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.Problem;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that others refer to cannot be deleted. Nothing was changed. */
public final class StillUsed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems what would be wrong without {@code ids}; each names who refers */
    public StillUsed(Collection<DefinitionId> ids, List<Problem> problems) {
        super(ids.stream().sorted().map(DefinitionId::toString).collect(Collectors.joining(", "))
                + " cannot be deleted: still used by "
                + problems.stream()
                        .map(problem -> problem.file() + " (" + problem.field() + ")")
                        .distinct()
                        .collect(Collectors.joining(", ")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
