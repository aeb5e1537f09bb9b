package dev.noon.control.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import dev.noon.control.Duty;
import dev.noon.control.Heartbeat;
import dev.noon.control.Heartbeats;
import dev.noon.control.NodeIdentity;
import dev.noon.control.NodeState;
import dev.noon.control.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Collection {@code heartbeats}: a few dozen rows, so that reading all of them is cheap. Thread-safe. */
final class MongoHeartbeats implements Heartbeats {
    private static final Bson PROGRESS = Projections.fields(
            Projections.excludeId(), Projections.include("node", "revision", "operation", "refusal", "time"));

    private final MongoCollection<Document> rows;

    MongoHeartbeats(MongoDatabase database) {
        rows = database.getCollection("heartbeats");
    }

    @Override
    public void put(Heartbeat row) {
        Calls.write("write the heartbeat of " + row.node().name(), () -> {
            Document document = of(row);
            rows.replaceOne(Filters.eq("_id", id(row.node())), document, new ReplaceOptions().upsert(true));
        });
    }

    @Override
    public List<Heartbeat> all(String environment) {
        List<Document> found = Calls.answer("read heartbeats", () -> rows.find(Filters.eq("environment", environment))
                .into(new ArrayList<>()));
        return found.stream()
                .map(MongoHeartbeats::heartbeat)
                .sorted(Comparator.comparing(row -> row.node().name()))
                .toList();
    }

    @Override
    public List<Progress> progress(String environment) {
        List<Document> found =
                Calls.answer("look how far nodes are", () -> rows.find(Filters.eq("environment", environment))
                        .projection(PROGRESS)
                        .into(new ArrayList<>()));
        return found.stream()
                .map(MongoHeartbeats::progress)
                .sorted(Comparator.comparing(Progress::node))
                .toList();
    }

    @Override
    public void remove(NodeIdentity node) {
        Calls.write("deregister " + node.name(), () -> rows.deleteOne(Filters.eq("_id", id(node))));
    }

    static Document of(Refusal refusal) {
        return new Document("revision", refusal.revision())
                .append("reason", refusal.reason())
                .append("field", refusal.field());
    }

    static Optional<Refusal> refusal(Document document) {
        if (!document.containsKey("refusal")) {
            return Optional.empty();
        }
        Document refusal = Fields.document(document, "refusal");
        return Optional.of(new Refusal(
                Fields.number(refusal, "revision"), Fields.text(refusal, "reason"), Fields.text(refusal, "field")));
    }

    private static String id(NodeIdentity node) {
        return node.environment() + "/" + node.name();
    }

    private static Document of(Heartbeat row) {
        Document document = new Document("_id", id(row.node()))
                .append("environment", row.node().environment())
                .append("node", row.node().name())
                .append("address", row.node().address())
                .append("revision", row.revision())
                .append("hash", row.hash())
                .append("operation", row.operation())
                .append("state", row.state().text())
                .append("time", row.timeMillis())
                .append("swap", row.swapMillis())
                .append("duty", row.duty().text());
        row.refusal().ifPresent(refusal -> document.append("refusal", of(refusal)));
        return document;
    }

    private static Heartbeat heartbeat(Document document) {
        NodeIdentity node = new NodeIdentity(
                Fields.text(document, "environment"), Fields.text(document, "node"), Fields.text(document, "address"));
        return new Heartbeat(
                node,
                Fields.number(document, "revision"),
                Fields.text(document, "hash"),
                Fields.number(document, "operation"),
                NodeState.of(Fields.text(document, "state")),
                refusal(document),
                Fields.number(document, "time"),
                Fields.number(document, "swap"),
                Fields.optionalText(document, "duty").map(Duty::of).orElse(Duty.SERVING));
    }

    private static Progress progress(Document document) {
        return new Progress(
                Fields.text(document, "node"),
                Fields.number(document, "revision"),
                Fields.number(document, "operation"),
                refusal(document),
                Fields.number(document, "time"));
    }
}
