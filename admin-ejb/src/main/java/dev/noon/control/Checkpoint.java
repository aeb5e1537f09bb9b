package dev.noon.control;

/**
 * A manifest kept in the store so that a node need not read the log from its beginning.
 *
 * @param revision number of the revision after which the manifest holds
 * @param chain hash of that revision
 */
public record Checkpoint(long revision, String chain, Manifest manifest) {
    /** Revisions between two checkpoints. */
    public static final long EVERY = 500;

    /** The slot that a checkpoint of {@code revision} fills; slot 0 needs none, for the log begins there. */
    public static long slot(long revision) {
        return revision / EVERY;
    }
}
