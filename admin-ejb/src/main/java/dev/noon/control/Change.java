package dev.noon.control;

import dev.noon.model.DefinitionId;
import java.util.Optional;

/**
 * One definition's step from a revision to the next, as the log keeps it.
 *
 * @param oldHash content hash before; empty for {@link Action#CREATE}
 * @param newHash content hash after; empty for {@link Action#DELETE}
 */
public record Change(DefinitionId id, Optional<String> oldHash, Optional<String> newHash) {
    public Change {
        if (oldHash.isEmpty() && newHash.isEmpty()) {
            throw new IllegalArgumentException(id + " has neither an old nor a new hash; expected one at least");
        }
    }

    /** What happens to the definition. */
    public Action action() {
        if (oldHash.isEmpty()) {
            return Action.CREATE;
        }
        return newHash.isEmpty() ? Action.DELETE : Action.UPDATE;
    }
}
