package dev.noon.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Stands in front of the real backend and lets no answer out before what it tells of is durable. A command that is not
 * known to be harmless counts as a write. Thread-safe.
 */
final class DurableBackend implements MongoBackend {

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

    DurableBackend(MongoBackend backend, GroupCommit commits) {
        this.backend = backend;
        this.commits = commits;
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
        return commits.write(() -> backend.handleMessage(message));
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (TALK.contains(command.toLowerCase(Locale.ROOT))) {
            return backend.handleCommand(channel, database, command, query);
        }
        return commits.write(() -> backend.handleCommand(channel, database, command, query));
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return commits.read(() -> backend.handleQuery(query));
    }

    @Override
    public void dropDatabase(String database) {
        commits.write(() -> {
            backend.dropDatabase(database);
            return database;
        });
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

    @Override
    public void close() {
        backend.close();
    }

    /** An aggregation may end in {@code $out} or {@code $merge}. */
    private static boolean writesItsResult(String command, Document query) {
        return command.equals("aggregate")
                && query.get("pipeline") instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document one
                                && (one.containsKey("$out") || one.containsKey("$merge")));
    }
}
