package dev.noon.control;

import java.util.List;

/** A log whose every number goes to bob. */
final class AlwaysTaken extends PassingLog {
    AlwaysTaken(RevisionLog log) {
        super(log);
    }

    @Override
    public Appended append(Revision revision) {
        Author bob = new Author("bob", "apply", "127.0.0.1", "theirs");
        Commit commit = new Commit("content", List.of(), List.of(), bob, "", 1);
        return new Appended.Taken(Revision.of(revision.environment(), revision.number(), revision.previous(), commit));
    }
}
