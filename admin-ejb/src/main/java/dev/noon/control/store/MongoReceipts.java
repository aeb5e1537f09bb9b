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
    private static final int WINDOW = 100;
    private static final int MAX_WINDOWS = 10;
    /** Revisions this close to the head may still get receipts. */
    private static final int UNSETTLED = 200;

    private final MongoCollection<Document> receipts;
    private final MongoCollection<Document> ends;
    private final MongoCollection<Document> hints;

    MongoReceipts(MongoDatabase database) {
        receipts = database.getCollection("receipts");
        ends = database.getCollection("receiptends");
        hints = database.getCollection("heads");
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
            forget(environment, beforeMillis);
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
