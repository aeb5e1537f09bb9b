package dev.noon.store;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The file that holds every collection as of some checkpoint. It is written at checkpoints only: the MVStore's own timer
 * and its commit under memory pressure are off, since either could catch half a command.
 *
 * <p>It is not what makes writes durable: after a kill, MVStore may come back with an earlier commit than the last, and
 * did so in trials. The {@link Journal} repeats whatever came after the checkpoint that it comes back with.
 */
final class StoreFile implements AutoCloseable {

    private static final int NEVER_COMMIT_ON_ITS_OWN_KIB = 1 << 20;
    private static final int FILL_PERCENT = 50;
    private static final int REWRITE_BYTES = 4 << 20;
    /** The compaction on closing moves chunks over one another and trips over its own assertions; we do without it. */
    private static final int NO_COMPACTION = 0;

    private static final String LAST_CHANGE = "last";

    private final MVStore store;
    private final MVMap<String, Long> checkpoint;

    private StoreFile(MVStore store) {
        this.store = store;
        this.checkpoint = store.openMap("noon.checkpoint");
    }

    /**
     * Opens the file or creates it; its directory must exist.
     *
     * @throws org.h2.mvstore.MVStoreException when it is not such a file
     */
    static StoreFile open(Path file) {
        return new StoreFile(new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(NEVER_COMMIT_ON_ITS_OWN_KIB)
                .compress()
                .open());
    }

    MVStore maps() {
        return store;
    }

    /** The number of the last change that is in the file, 0 for none. */
    long lastChange() {
        Long number = checkpoint.get(LAST_CHANGE);
        return number == null ? 0 : number;
    }

    /** Writes everything, up to and with the change of that number, and rewrites what lies in nearly empty chunks. */
    void checkpoint(long lastChange) {
        checkpoint.put(LAST_CHANGE, lastChange);
        store.commit();
        store.sync();
        store.compact(FILL_PERCENT, REWRITE_BYTES);
    }

    /** The size of the file in bytes. */
    long bytes() {
        return store.getFileStore().size();
    }

    /** Lets go of the file and writes nothing, so that it stays as of its last checkpoint. */
    void abandon() {
        store.closeImmediately();
    }

    /** Closes it as of the last checkpoint, which must be the last thing that happened to it. */
    @Override
    public void close() {
        if (!store.isClosed()) {
            store.close(NO_COMPACTION);
        }
    }
}
