package dev.noon.control.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Drops old documents of a collection that has one per revision, with its {@code revision} and {@code time}, by
 * identifier alone: how far it has come stands in {@code heads}. Thread-safe.
 */
final class RevisionSweep {
    private static final int WINDOW = 100;
    private static final int MAX_WINDOWS = 10;
    /** Revisions this close to the head may still be written to. */
    private static final int UNSETTLED = 200;

    private final String name;
    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> hints;

    RevisionSweep(MongoDatabase database, String name) {
        this.name = name;
        this.documents = database.getCollection(name);
        this.hints = database.getCollection("heads");
    }

    /** Drops documents of revisions up to {@code head} that are older than {@code beforeMillis}; says how many. */
    int sweep(String environment, long head, long beforeMillis) {
        return Calls.answer("sweep " + name, () -> {
            Bson hint = Filters.eq("_id", name + "/" + environment);
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
        return documents
                .find(Filters.in("_id", NumberedLog.ids(environment, from, WINDOW)))
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
            documents.deleteMany(Filters.in("_id", old));
        }
        return old.size();
    }
}
