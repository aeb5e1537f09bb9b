package dev.noon.control.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.noon.control.Figures;
import dev.noon.control.NodeIdentity;
import dev.noon.control.SwapFigures;
import dev.noon.control.SwapFigures.Collected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;

/** Collection {@code figures}: one document per revision with one field per node, like the receipts. Thread-safe. */
final class MongoFigures implements Figures {
    private static final BulkWriteOptions EACH = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> figures;
    private final RevisionSweep sweep;

    MongoFigures(MongoDatabase database) {
        figures = database.getCollection("figures");
        sweep = new RevisionSweep(database, "figures");
    }

    @Override
    public void put(List<SwapFigures> measured, List<String> live) {
        List<UpdateOneModel<Document>> updates =
                measured.stream().map(one -> update(one, live)).toList();
        Calls.write("keep figures of " + measured.size() + " swaps", () -> {
            try {
                figures.bulkWrite(updates, EACH);
            } catch (MongoBulkWriteException e) {
                if (!othersWereFaster(e)) {
                    throw e;
                }
                figures.bulkWrite(updates, EACH);
            }
        });
    }

    @Override
    public Kept of(String environment, long revision) {
        Optional<Document> found = Calls.answer(
                "read figures",
                () -> Optional.ofNullable(figures.find(Filters.eq("_id", NumberedLog.id(environment, revision)))
                        .first()));
        return found.map(document -> kept(environment, document)).orElse(Kept.NOTHING);
    }

    @Override
    public int sweep(String environment, long head, long beforeMillis) {
        return sweep.sweep(environment, head, beforeMillis);
    }

    /** Two nodes that make the same document at once: one of them finds that it is there. */
    private static boolean othersWereFaster(MongoBulkWriteException e) {
        return e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }

    private static UpdateOneModel<Document> update(SwapFigures one, List<String> live) {
        return new UpdateOneModel<>(
                Filters.eq("_id", NumberedLog.id(one.node().environment(), one.revision())),
                Updates.combine(
                        Updates.set("revision", one.revision()),
                        Updates.max("time", one.timeMillis()),
                        Updates.setOnInsert("live", live),
                        Updates.set("nodes." + MongoReceipts.key(one.node().name()), of(one))),
                UPSERT);
    }

    private static Kept kept(String environment, Document document) {
        long revision = Fields.number(document, "revision");
        Document nodes = Fields.document(document, "nodes");
        List<SwapFigures> list = new ArrayList<>();
        nodes.keySet().forEach(key -> list.add(figures(environment, revision, Fields.document(nodes, key))));
        list.sort(Comparator.comparing(one -> one.node().name()));
        return new Kept(Fields.list(document, "live", String.class), list);
    }

    private static Document of(SwapFigures one) {
        Document document = new Document("node", one.node().name())
                .append("address", one.node().address())
                .append("time", one.timeMillis())
                .append("dropped", one.dropped());
        one.allocatedBytes().ifPresent(bytes -> document.append("allocated", bytes));
        one.collected().ifPresent(collected -> document.append("collected", collected.bytes())
                .append("pause", collected.pauseMillis()));
        return document;
    }

    private static SwapFigures figures(String environment, long revision, Document document) {
        return new SwapFigures(
                new NodeIdentity(environment, Fields.text(document, "node"), Fields.text(document, "address")),
                revision,
                Fields.number(document, "time"),
                document.containsKey("allocated")
                        ? OptionalLong.of(Fields.number(document, "allocated"))
                        : OptionalLong.empty(),
                document.containsKey("collected")
                        ? Optional.of(
                                new Collected(Fields.number(document, "collected"), Fields.number(document, "pause")))
                        : Optional.empty(),
                Fields.number(document, "dropped"));
    }
}
