package dev.noon.store;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * The one file that holds every collection. Nothing is written behind our back: the MVStore's own timer and its commit
 * under memory pressure are off, since either could catch half a command.
 *
 * <p>Every commit is forced to the device before the next one, therefore space that a commit freed may be used again by
 * the one after it; the file does not have to keep old chunks for a while as MVStore does by default.
 */
final class StoreFile implements DurableFile, AutoCloseable {

    private static final int NEVER_COMMIT_ON_ITS_OWN_KIB = 1 << 20;
    /** Commits between two looks at how full the file is. */
    private static final int COMMITS_PER_LOOK = 256;

    private static final int FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 1 << 20;
    private static final int CLOSE_COMPACT_MILLIS = 2_000;

    private final MVStore store;
    private long commits;

    private StoreFile(MVStore store) {
        this.store = store;
    }

    /**
     * Opens the file or creates it; its directory must exist.
     *
     * @throws org.h2.mvstore.MVStoreException when the file is locked by another process or not a store
     */
    static StoreFile open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(NEVER_COMMIT_ON_ITS_OWN_KIB)
                .compress()
                .open();
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return new StoreFile(store);
    }

    MVStore maps() {
        return store;
    }

    /** Commits; every {@value #COMMITS_PER_LOOK} commits also moves what is left in nearly empty chunks (at most 1 MiB). */
    @Override
    public void commit() {
        store.commit();
        commits++;
        if (commits % COMMITS_PER_LOOK == 0) {
            store.sync();
            store.compact(FILL_PERCENT, COMPACT_BYTES);
        }
    }

    @Override
    public void force() {
        store.sync();
    }

    /** The size of the file in bytes. */
    long bytes() {
        return store.getFileStore().size();
    }

    @Override
    public void close() {
        if (!store.isClosed()) {
            store.close(CLOSE_COMPACT_MILLIS);
        }
    }
}
