package dev.noon.control.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.noon.control.NodeIdentity;
import dev.noon.control.Receipt;
import dev.noon.control.Receipts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Collection {@code receipts}: one document per revision with one field per node, so that reading and sweeping go by
 * identifier. Thread-safe.
 */
final class MongoReceipts implements Receipts {
    private final MongoCollection<Document> receipts;
    private final RevisionSweep sweep;

    MongoReceipts(MongoDatabase database) {
        receipts = database.getCollection("receipts");
        sweep = new RevisionSweep(database, "receipts");
    }

    @Override
    public void put(Receipt receipt) {
        Bson byId = Filters.eq("_id", NumberedLog.id(receipt.node().environment(), receipt.revision()));
        Bson update = Updates.combine(
                Updates.set("revision", receipt.revision()),
                Updates.set("time", receipt.timeMillis()),
                Updates.set("nodes." + key(receipt.node().name()), of(receipt)));
        Calls.write("keep the receipt of " + receipt.node().name(), () -> {
            try {
                receipts.updateOne(byId, update, new UpdateOptions().upsert(true));
            } catch (MongoWriteException e) {
                if (!Calls.duplicate(e)) {
                    throw e;
                }
                receipts.updateOne(byId, update);
            }
        });
    }

    @Override
    public List<Receipt> of(String environment, long revision) {
        Optional<Document> found = Calls.answer(
                "read receipts",
                () -> Optional.ofNullable(receipts.find(Filters.eq("_id", NumberedLog.id(environment, revision)))
                        .first()));
        List<Receipt> list = new ArrayList<>();
        found.map(document -> Fields.document(document, "nodes")).ifPresent(nodes -> nodes.keySet()
                .forEach(key -> list.add(receipt(environment, revision, Fields.document(nodes, key)))));
        list.sort(Comparator.comparing(receipt -> receipt.node().name()));
        return list;
    }

    @Override
    public int sweep(String environment, long head, long beforeMillis) {
        return sweep.sweep(environment, head, beforeMillis);
    }

    /** Names of fields must not contain dots or dollars. */
    static String key(String node) {
        return URLEncoder.encode(node, StandardCharsets.UTF_8).replace(".", "%2E");
    }

    private static Document of(Receipt receipt) {
        Document document = new Document("node", receipt.node().name())
                .append("address", receipt.node().address())
                .append("hash", receipt.hash())
                .append("time", receipt.timeMillis())
                .append("swap", receipt.swapMillis());
        receipt.refusal().ifPresent(refusal -> document.append("refusal", MongoHeartbeats.of(refusal)));
        return document;
    }

    private static Receipt receipt(String environment, long revision, Document document) {
        NodeIdentity node =
                new NodeIdentity(environment, Fields.text(document, "node"), Fields.text(document, "address"));
        return new Receipt(
                node,
                revision,
                Fields.text(document, "hash"),
                MongoHeartbeats.refusal(document),
                Fields.number(document, "time"),
                Fields.number(document, "swap"));
    }
}
