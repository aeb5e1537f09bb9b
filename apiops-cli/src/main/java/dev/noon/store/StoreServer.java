package dev.noon.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;

/**
 * A MongoDB-protocol server on one directory: a file with the collections as of the last checkpoint, and a journal of the
 * commands since. What it has answered survives a kill of the process; see {@link GroupCommit}. It has no authentication,
 * transactions, sessions or non-unique indexes. Thread-safe.
 */
public final class StoreServer implements AutoCloseable {

    private static final int ACCEPTING_THREADS = 1;
    /** A waiting write holds its thread; this many can share one force. */
    private static final int SERVING_THREADS = 32;

    private final StoreDirectory directory;
    private final StoreFile file;
    private final Journal journal;
    private final GroupCommit commits;
    private final MongoServer server;
    private final InetSocketAddress address;

    private StoreServer(StoreSettings settings, StoreDirectory directory, StoreFile file) {
        this.directory = directory;
        this.file = file;
        H2Backend backend = new H2Backend(file.maps());
        backend.version(ServerVersion.MONGO_5_0);
        long last = Journal.replay(directory.journal(), file.lastChange(), Commands.into(backend));
        file.checkpoint(last);
        this.journal = Journal.open(directory.journal(), last + 1);
        this.commits = new GroupCommit(journal, last, settings.broken());
        this.server = new MongoServer(
                new JournaledBackend(backend, commits, () -> checkpointIfDue(settings.checkpointBytes())));
        server.bind(settings.bind(), ACCEPTING_THREADS, SERVING_THREADS);
        this.address = server.getLocalAddress();
    }

    /**
     * Opens the data, repeating what came after the last checkpoint, and listens.
     *
     * @throws StoreInUse when another store holds the directory
     * @throws StoreDamaged when the data cannot be brought back whole
     * @throws RuntimeException when the file cannot be read or the port is taken
     */
    public static StoreServer open(StoreSettings settings) {
        StoreDirectory directory = StoreDirectory.take(settings.data());
        try {
            return open(settings, directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static StoreServer open(StoreSettings settings, StoreDirectory directory) {
        StoreFile file = StoreFile.open(directory.file());
        try {
            return new StoreServer(settings, directory, file);
        } catch (RuntimeException e) {
            file.abandon();
            throw e;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** How often the device was forced since it was opened; once covers a group of writes. */
    public long forces() {
        return commits.forces();
    }

    /** The size of the data file in bytes, without the journal. */
    public long bytes() {
        return file.bytes();
    }

    /** Lets commands under way end, closes all connections, writes a last checkpoint and closes the files. */
    @Override
    public void close() {
        server.shutdownNow();
        commits.alone(last -> {
            file.checkpoint(last);
            file.close();
            journal.close();
        });
        directory.close();
    }

    private void checkpointIfDue(int checkpointBytes) {
        if (journal.bytes() < checkpointBytes) {
            return;
        }
        commits.alone(last -> {
            if (journal.bytes() >= checkpointBytes) {
                file.checkpoint(last);
                journal.roll(last + 1);
            }
        });
    }
}
