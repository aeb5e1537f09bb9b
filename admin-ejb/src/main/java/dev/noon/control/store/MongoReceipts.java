package dev.noon.control.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.noon.control.LinkedReceipt;
import dev.noon.control.NodeIdentity;
import dev.noon.control.Receipt;
import dev.noon.control.ReceiptEnd;
import dev.noon.control.Receipts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Collection {@code receipts}: one document per revision with one field per node and number, so that reading and
 * sweeping go by identifier, and a repeated write is the same write. Collection {@code receiptends}: one row per node.
 * Thread-safe.
 */
final class MongoReceipts implements Receipts {
    private final MongoCollection<Document> receipts;
    private final MongoCollection<Document> ends;
    private final RevisionSweep sweep;

    MongoReceipts(MongoDatabase database) {
        receipts = database.getCollection("receipts");
        ends = database.getCollection("receiptends");
        sweep = new RevisionSweep(database, "receipts");
    }

    @Override
    public void put(LinkedReceipt linked) {
        Receipt receipt = linked.receipt();
        Bson byId = Filters.eq("_id", NumberedLog.id(receipt.node().environment(), receipt.revision()));
        Bson update = Updates.combine(
                Updates.set("revision", receipt.revision()),
                Updates.set("time", receipt.timeMillis()),
                Updates.set(ReceiptDocuments.path(linked), ReceiptDocuments.of(linked)));
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
        SortedMap<String, Receipt> newest = new TreeMap<>();
        range(environment, revision, 1)
                .forEach(one -> newest.put(one.receipt().node().name(), one.receipt()));
        return List.copyOf(newest.values());
    }

    @Override
    public List<LinkedReceipt> range(String environment, long first, int count) {
        List<Document> found = Calls.answer(
                "read receipts", () -> receipts.find(Filters.in("_id", NumberedLog.ids(environment, first, count)))
                        .into(new ArrayList<>()));
        return found.stream()
                .flatMap(document -> ReceiptDocuments.all(environment, document).stream())
                .sorted(Comparator.comparingLong(one -> one.receipt().revision()))
                .toList();
    }

    @Override
    public void put(ReceiptEnd end) {
        Document row = ReceiptDocuments.of(end);
        Calls.write(
                "keep the end of the receipts of " + end.node().name(),
                () -> ends.replaceOne(Filters.eq("_id", id(end.node())), row, new ReplaceOptions().upsert(true)));
    }

    @Override
    public Optional<ReceiptEnd> end(NodeIdentity node) {
        return Calls.answer(
                        "read the end of the receipts of " + node.name(),
                        () -> Optional.ofNullable(
                                ends.find(Filters.eq("_id", id(node))).first()))
                .map(ReceiptDocuments::end);
    }

    @Override
    public List<ReceiptEnd> ends(String environment) {
        List<Document> found =
                Calls.answer("read the ends of receipts", () -> ends.find(Filters.eq("environment", environment))
                        .into(new ArrayList<>()));
        return found.stream()
                .map(ReceiptDocuments::end)
                .sorted(Comparator.comparing(end -> end.node().name()))
                .toList();
    }

    @Override
    public int sweep(String environment, long head, long beforeMillis) {
        int dropped = sweep.sweep(environment, head, beforeMillis);
        Calls.write("sweep the ends of receipts", () -> forget(environment, beforeMillis));
        return dropped;
    }

    private void forget(String environment, long beforeMillis) {
        for (Document row : ends.find(Filters.eq("environment", environment)).into(new ArrayList<>())) {
            if (Fields.number(row, "time") < beforeMillis) {
                ends.deleteOne(Filters.eq("_id", Fields.text(row, "_id")));
            }
        }
    }

    /** Names of fields must not contain dots or dollars. */
    static String key(String node) {
        return URLEncoder.encode(node, StandardCharsets.UTF_8).replace(".", "%2E");
    }

    private static String id(NodeIdentity node) {
        return node.environment() + "/" + node.name();
    }
}
