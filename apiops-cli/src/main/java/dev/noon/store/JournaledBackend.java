package dev.noon.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Stands in front of the real backend: a command goes into the journal before it is carried out, and no answer goes out
 * before what it tells of is durable. A command that is not known to be harmless counts as a write. Thread-safe.
 *
 * <p>A command must do the same when it is repeated. An upsert that leaves the {@code _id} to the server does not; Noon has
 * none.
 */
final class JournaledBackend implements MongoBackend {

    /** Commands that neither change nor tell anything of the data. */
    private static final Set<String> TALK = Set.of(
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "whatsmyuri",
            "getlog",
            "hostinfo",
            "endsessions",
            "connectionstatus",
            "serverstatus",
            "getcmdlineopts",
            "getparameter",
            "killcursors",
            "getlasterror");

    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "aggregate",
            "count",
            "distinct",
            "listcollections",
            "listdatabases",
            "listindexes",
            "collstats",
            "dbstats",
            "validate");

    private final MongoBackend backend;
    private final GroupCommit commits;
    private final Runnable afterWrite;

    /**
     * @param afterWrite called after each write, with nothing held
     */
    JournaledBackend(MongoBackend backend, GroupCommit commits, Runnable afterWrite) {
        this.backend = backend;
        this.commits = commits;
        this.afterWrite = afterWrite;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next().toLowerCase(Locale.ROOT);
        if (TALK.contains(command)) {
            return backend.handleMessage(message);
        }
        if (READS.contains(command) && !writesItsResult(command, message.getDocument())) {
            return commits.read(() -> backend.handleMessage(message));
        }
        byte[] change = Commands.encoded(message.getDocument());
        try {
            return commits.write(change, () -> backend.handleMessage(message));
        } finally {
            afterWrite.run();
        }
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (TALK.contains(command.toLowerCase(Locale.ROOT))) {
            return backend.handleCommand(channel, database, command, query);
        }
        throw new MongoServerException("OP_QUERY serves only the handshake here; use a driver that speaks OP_MSG");
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return commits.read(() -> backend.handleQuery(query));
    }

    @Override
    public void dropDatabase(String database) {
        throw new UnsupportedOperationException("comes as a command");
    }

    @Override
    public void handleClose(Channel channel) {
        backend.handleClose(channel);
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return backend.getCurrentOperations(query);
    }

    @Override
    public Document getServerStatus() {
        return backend.getServerStatus();
    }

    @Override
    public void closeCursors(List<Long> cursors) {
        backend.closeCursors(cursors);
    }

    @Override
    public Clock getClock() {
        return backend.getClock();
    }

    @Override
    public void enableOplog() {
        backend.enableOplog();
    }

    @Override
    public void disableOplog() {
        backend.disableOplog();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return backend.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        backend.version(version);
        return this;
    }

    /** Nothing: the file is closed after a last checkpoint, by {@link StoreServer#close}. */
    @Override
    public void close() {}

    /** An aggregation may end in {@code $out} or {@code $merge}. */
    private static boolean writesItsResult(String command, Document query) {
        return command.equals("aggregate")
                && query.get("pipeline") instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document one
                                && (one.containsKey("$out") || one.containsKey("$merge")));
    }
}
