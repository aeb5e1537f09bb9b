package dev.noon.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log whose every number goes to bob. */
record AlwaysTaken(RevisionLog log) implements RevisionLog {
    @Override
    public long head(String environment) {
        return log.head(environment);
    }

    @Override
    public List<Revision> range(String environment, long first, int count) {
        return log.range(environment, first, count);
    }

    @Override
    public Optional<Mark> mark(String environment, long number) {
        return log.mark(environment, number);
    }

    @Override
    public Appended append(Revision revision) {
        Author bob = new Author("bob", "apply", "127.0.0.1", "theirs");
        Commit commit = new Commit("content", List.of(), List.of(), bob, "", 1);
        return new Appended.Taken(Revision.of(revision.environment(), revision.number(), revision.previous(), commit));
    }

    @Override
    public void putBodies(Map<String, String> textByHash) {
        log.putBodies(textByHash);
    }

    @Override
    public Map<String, String> bodies(Collection<String> hashes) {
        return log.bodies(hashes);
    }

    @Override
    public void putCheckpoint(String environment, Checkpoint checkpoint) {
        log.putCheckpoint(environment, checkpoint);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String environment, long atOrBefore) {
        return log.checkpoint(environment, atOrBefore);
    }
}
