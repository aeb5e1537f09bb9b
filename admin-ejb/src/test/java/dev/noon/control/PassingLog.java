package dev.noon.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log that passes everything on to another one; who extends it misbehaves in one way. */
abstract class PassingLog implements RevisionLog {
    private final RevisionLog log;

    PassingLog(RevisionLog log) {
        this.log = log;
    }

    /** {@code stores} with this log in place of theirs. */
    final Stores in(Stores stores) {
        return new Stores(
                this,
                stores.operations(),
                stores.heartbeats(),
                stores.receipts(),
                stores.secrets(),
                stores.events(),
                stores.tokens(),
                stores.candidates(),
                stores.figures(),
                stores.counters());
    }

    @Override
    public Appended append(Revision revision) {
        return log.append(revision);
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
