package dev.noon.control.store;

import com.mongodb.client.MongoDatabase;
import dev.noon.control.DamagedLog;
import dev.noon.control.Operation;
import dev.noon.control.Operation.Command;
import dev.noon.control.OperationLog;
import java.util.List;
import org.bson.Document;

/** Collection {@code operations}. Thread-safe. */
final class MongoOperationLog implements OperationLog {
    private static final String DRAINED = "drained";
    private static final String RESET = "reset-breakers";
    private static final String LIFT = "lift-ban";
    private static final String RESET_COUNTERS = "reset-counters";
    private static final String UPSTREAM = "upstream";

    private final NumberedLog log;

    MongoOperationLog(MongoDatabase database) {
        log = new NumberedLog(database, "operations");
    }

    @Override
    public long head(String environment) {
        return log.head(environment);
    }

    @Override
    public List<Operation> range(String environment, long first, int count) {
        return log.range(environment, first, count).stream()
                .map(MongoOperationLog::operation)
                .toList();
    }

    @Override
    public boolean append(Operation operation) {
        Document owner = log.append(operation.environment(), operation.number(), of(operation));
        return operation(owner).equals(operation);
    }

    private static Document of(Operation operation) {
        Document document = new Document("environment", operation.environment())
                .append("previous", operation.previous())
                .append("hash", operation.hash())
                .append("author", RevisionDocuments.of(operation.author()))
                .append("time", operation.timeMillis());
        if (!operation.drained().isEmpty()) {
            document.append(DRAINED, operation.drained());
        }
        return with(document, operation.command());
    }

    private static Document with(Document document, Command command) {
        if (command instanceof Command.Purge purge) {
            return PurgeDocuments.with(document, purge);
        }
        if (command instanceof Command.ResetBreakers reset) {
            return document.append("command", RESET)
                    .append(UPSTREAM, reset.upstream())
                    .append("target", reset.target());
        }
        if (command instanceof Command.LiftBan lift) {
            return document.append("command", LIFT).append("ban", lift.id()).append("owner", lift.owner());
        }
        if (command instanceof Command.ResetCounters reset) {
            return document.append("command", RESET_COUNTERS)
                    .append("limit", reset.limit())
                    .append("identity", reset.identity())
                    .append("owner", reset.owner())
                    .append("policy", reset.policy());
        }
        if (command instanceof Command.Drain drain) {
            return document.append("command", "drain").append("node", drain.node());
        }
        Command.Undrain undrain = (Command.Undrain) command;
        return document.append("command", "undrain").append("node", undrain.node());
    }

    private static Operation operation(Document document) {
        return new Operation(
                Fields.text(document, "environment"),
                Fields.number(document, "number"),
                Fields.optionalText(document, "previous").orElse(""),
                Fields.optionalText(document, "hash").orElse(""),
                command(document),
                RevisionDocuments.author(Fields.document(document, "author")),
                Fields.number(document, "time"),
                document.containsKey(DRAINED) ? Fields.list(document, DRAINED, String.class) : List.of());
    }

    private static Command command(Document document) {
        String command = Fields.text(document, "command");
        return switch (command) {
            case PurgeDocuments.PURGE, PurgeDocuments.OF_PROXY, PurgeDocuments.OF_ALL ->
                PurgeDocuments.command(command, document);
            case RESET -> new Command.ResetBreakers(Fields.text(document, UPSTREAM), Fields.text(document, "target"));
            case LIFT -> new Command.LiftBan(Fields.text(document, "ban"), Fields.text(document, "owner"));
            case RESET_COUNTERS ->
                new Command.ResetCounters(
                        Fields.text(document, "limit"),
                        Fields.text(document, "identity"),
                        Fields.text(document, "owner"),
                        Fields.text(document, "policy"));
            case "drain" -> new Command.Drain(Fields.text(document, "node"));
            case "undrain" -> new Command.Undrain(Fields.text(document, "node"));
            default ->
                throw new DamagedLog(
                        "operation " + document.get("_id") + " is a " + command + ", which this version does not know");
        };
    }
}
