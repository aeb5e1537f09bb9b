package dev.noon.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log that carries out its first append and does not say so. */
final class ForgetsToAnswer implements RevisionLog {
    private final RevisionLog log;
    private boolean forgotten;

    ForgetsToAnswer(RevisionLog log) {
        this.log = log;
    }

    @Override
    public Appended append(Revision revision) {
        Appended appended = log.append(revision);
        if (!forgotten) {
            forgotten = true;
            throw new StoreUnavailable("the answer to the append was lost");
        }
        return appended;
    }

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
