package dev.noon.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;

/**
 * A MongoDB-protocol server on one file. What it has answered survives a kill of the process; see {@link GroupCommit}.
 * It has no authentication, transactions, sessions or non-unique indexes. Thread-safe.
 */
public final class StoreServer implements AutoCloseable {

    private static final int ACCEPTING_THREADS = 1;
    /** A waiting write holds its thread; this many can share one commit. */
    private static final int SERVING_THREADS = 32;

    private final StoreDirectory directory;
    private final StoreFile file;
    private final GroupCommit commits;
    private final MongoServer server;
    private final InetSocketAddress address;

    private StoreServer(StoreSettings settings, StoreDirectory directory, StoreFile file) {
        this.directory = directory;
        this.file = file;
        this.commits = new GroupCommit(file, settings.broken());
        H2Backend backend = new H2Backend(file.maps());
        backend.version(ServerVersion.MONGO_5_0);
        this.server = new MongoServer(new DurableBackend(backend, commits));
        server.bind(settings.bind(), ACCEPTING_THREADS, SERVING_THREADS);
        this.address = server.getLocalAddress();
    }

    /**
     * Opens the data, recovering from a kill if there was one, and listens.
     *
     * @throws StoreInUse when another store holds the directory
     * @throws RuntimeException when the file is damaged or the port is taken
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
            file.close();
            throw e;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The number of commits since it was opened. */
    public long commits() {
        return commits.commits();
    }

    /** The size of the data file in bytes. */
    public long bytes() {
        return file.bytes();
    }

    /** Stops listening, lets commands under way end, compacts for at most two seconds and closes the file. */
    @Override
    public void close() {
        server.stopListening();
        commits.alone(file::close);
        server.shutdownNow();
        directory.close();
    }
}
