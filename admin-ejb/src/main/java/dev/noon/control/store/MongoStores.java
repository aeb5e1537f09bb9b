package dev.noon.control.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.noon.control.Clocks;
import dev.noon.control.Stores;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The stores of a MongoDB database, or of the embedded store. Opening does not connect: the first call does, and fails
 * with {@link dev.noon.control.StoreUnavailable} while nobody answers. Close it once, at the end.
 */
public final class MongoStores implements AutoCloseable {
    private static final int SELECT_MILLIS = 1_000;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 1_500;
    private static final int MAX_CONNECTIONS = 24;
    private static final int MONITOR_MILLIS = 2_000;
    /** The driver's pause before it looks again for a store it has lost; its own 500 leave one look per selection. */
    private static final int LOOK_AGAIN_MILLIS = 100;

    private final MongoClient client;
    private final MongoCounters counters;
    private final Stores stores;

    private MongoStores(MongoClient client, MongoDatabase database, MongoCounters counters) {
        this.client = client;
        this.counters = counters;
        this.stores = new Stores(
                new MongoRevisionLog(database),
                new MongoOperationLog(database),
                new MongoHeartbeats(database),
                new MongoReceipts(database),
                new MongoSealedSecrets(database),
                new MongoEventLog(database),
                new MongoAccessTokens(database),
                new MongoCandidates(database),
                new MongoFigures(database),
                counters);
    }

    /**
     * Opens the database that {@code uri} names, {@code noon} if it names none, for who does not count: its counters are
     * those of no environment.
     *
     * @param uri for example {@code mongodb://127.0.0.1:27018/noon}
     * @throws IllegalArgumentException if it is no such address
     */
    public static MongoStores open(String uri) {
        return open(uri, "", Clocks.system());
    }

    /**
     * Opens the database that {@code uri} names, {@code noon} if it names none.
     *
     * @param uri for example {@code mongodb://127.0.0.1:27018/noon}
     * @param environment whose counters these are; every other port is told with each call
     * @throws IllegalArgumentException if it is no such address
     */
    public static MongoStores open(String uri, String environment, Clocks clocks) {
        ConnectionString connection = new ConnectionString(uri);
        String name = Optional.ofNullable(connection.getDatabase()).orElse("noon");
        MongoClient client = MongoClients.create(settings(connection));
        MongoDatabase database = client.getDatabase(name);
        return new MongoStores(client, database, new MongoCounters(database, environment, clocks));
    }

    /** The ports. */
    public Stores stores() {
        return stores;
    }

    /** Drops counters that are over, where the store does not; to be called every minute. Waits for it; never fails. */
    public void sweep() {
        counters.sweep();
    }

    @Override
    public void close() {
        client.close();
    }

    private static MongoClientSettings settings(ConnectionString connection) {
        boolean replicated = connection.isSrvProtocol() || connection.getRequiredReplicaSetName() != null;
        return MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName("noon")
                .retryWrites(replicated)
                .writeConcern(WriteConcern.MAJORITY.withWTimeout(READ_MILLIS, TimeUnit.MILLISECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToServerSettings(server -> server.heartbeatFrequency(MONITOR_MILLIS, TimeUnit.MILLISECONDS)
                        .minHeartbeatFrequency(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout(READ_MILLIS, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(MAX_CONNECTIONS).maxWaitTime(SELECT_MILLIS, TimeUnit.MILLISECONDS))
                .build();
    }
}
