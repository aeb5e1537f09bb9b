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
    private static final int WINDOW = 100;
    private static final int MAX_WINDOWS = 10;
    /** Revisions this close to the head may still get receipts. */
    private static final int UNSETTLED = 200;

    private final MongoCollection<Document> receipts;
    private final MongoCollection<Document> hints;

    MongoReceipts(MongoDatabase database) {
        receipts = database.getCollection("receipts");
        hints = database.getCollection("heads");
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
        return Calls.answer("sweep receipts", () -> {
            Bson hint = Filters.eq("_id", "receipts/" + environment);
            long first = 1
                    + Optional.ofNullable(hints.find(hint).first())
                            .map(document -> Fields.number(document, "number"))
                            .orElse(0L);
            long from = first;
            int dropped = 0;
            boolean full = true;
            for (int window = 0; full && window < MAX_WINDOWS && from <= head; window++) {
                List<Document> found = window(environment, from);
                long next = next(found, from, head, beforeMillis);
                dropped += drop(found, next);
                full = next == from + WINDOW;
                from = next;
            }
            if (from > first) {
                hints.updateOne(hint, Updates.max("number", from - 1), new UpdateOptions().upsert(true));
            }
            return dropped;
        });
    }

    private List<Document> window(String environment, long from) {
        return receipts.find(Filters.in("_id", NumberedLog.ids(environment, from, WINDOW)))
                .projection(new Document("revision", 1).append("time", 1))
                .into(new ArrayList<>());
    }

    /** The first revision that must be looked at again another time. */
    private static long next(List<Document> found, long from, long head, long beforeMillis) {
        long young = Long.MAX_VALUE;
        long last = from - 1;
        for (Document document : found) {
            long revision = Fields.number(document, "revision");
            last = Math.max(last, revision);
            if (Fields.number(document, "time") >= beforeMillis) {
                young = Math.min(young, revision);
            }
        }
        if (young != Long.MAX_VALUE) {
            return young;
        }
        return from + WINDOW <= head - UNSETTLED ? from + WINDOW : last + 1;
    }

    private int drop(List<Document> found, long next) {
        List<String> old = found.stream()
                .filter(document -> Fields.number(document, "revision") < next)
                .map(document -> Fields.text(document, "_id"))
                .toList();
        if (!old.isEmpty()) {
            receipts.deleteMany(Filters.in("_id", old));
        }
        return old.size();
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
