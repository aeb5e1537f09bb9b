package dev.noon.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes the whole table of contents now and then, so that nobody reads a long log from its beginning. Thread-safe. */
final class Checkpoints {
    private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final String environment;
    private final RevisionLog log;
    private volatile long written;

    Checkpoints(String environment, RevisionLog log) {
        this.environment = environment;
        this.log = log;
    }

    /** Keeps {@code manifest} unless one was kept lately; a failure is made good by the next revision. */
    void after(Revision revision, Manifest manifest) {
        long slot = Checkpoint.slot(revision.number());
        if (slot <= written) {
            return;
        }
        try {
            log.putCheckpoint(environment, new Checkpoint(revision.number(), revision.hash(), manifest));
            written = slot;
        } catch (StoreUnavailable e) {
            LOG.log(
                    Level.WARNING,
                    "checkpoint after revision {0} not written; the next revision writes it",
                    revision.number());
        }
    }
}
