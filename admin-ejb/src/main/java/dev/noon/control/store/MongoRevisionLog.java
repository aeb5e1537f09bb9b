package dev.noon.control.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import dev.noon.control.Appended;
import dev.noon.control.Checkpoint;
import dev.noon.control.Claim;
import dev.noon.control.Revision;
import dev.noon.control.RevisionLog;
import dev.noon.control.StoreUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bson.Document;

/** Collections {@code revisions}, {@code definitions} and {@code checkpoints}. Thread-safe. */
final class MongoRevisionLog implements RevisionLog {
    private static final int SLOTS = 16;
    private static final int DUPLICATE = 11_000;

    private final NumberedLog log;
    private final MongoCollection<Document> definitions;
    private final MongoCollection<Document> checkpoints;

    MongoRevisionLog(MongoDatabase database) {
        log = new NumberedLog(database, "revisions");
        definitions = database.getCollection("definitions");
        checkpoints = database.getCollection("checkpoints");
    }

    @Override
    public long head(String environment) {
        return log.head(environment);
    }

    @Override
    public List<Revision> range(String environment, long first, int count) {
        return log.range(environment, first, count).stream()
                .map(RevisionDocuments::revision)
                .toList();
    }

    @Override
    public List<Claim> claims(String environment, long first, int count) {
        return log.range(environment, first, count, RevisionDocuments.CLAIM_FIELDS).stream()
                .flatMap(document -> RevisionDocuments.claim(document).stream())
                .toList();
    }

    @Override
    public Optional<Mark> mark(String environment, long number) {
        return log.fields(environment, number, "hash", "content")
                .map(document -> new Mark(Fields.text(document, "hash"), Fields.text(document, "content")));
    }

    @Override
    public Appended append(Revision revision) {
        Document owner = log.append(revision.environment(), revision.number(), RevisionDocuments.of(revision));
        return revision.hash().equals(owner.get("hash"))
                ? new Appended.Committed()
                : new Appended.Taken(RevisionDocuments.revision(owner));
    }

    @Override
    public void putBodies(Map<String, String> textByHash) {
        List<Document> documents = new ArrayList<>();
        textByHash.forEach((hash, text) -> documents.add(new Document("_id", hash).append("text", text)));
        try {
            definitions.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            boolean known = e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE);
            if (!known || e.getWriteConcernError() != null) {
                throw new StoreUnavailable("could not keep definitions: " + e.getMessage(), e);
            }
        } catch (MongoException e) {
            throw new StoreUnavailable("could not keep definitions: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> bodies(Collection<String> hashes) {
        return Calls.answer("read definitions", () -> {
            Map<String, String> texts = new HashMap<>();
            for (Document document : definitions.find(Filters.in("_id", hashes))) {
                texts.put(Fields.text(document, "_id"), Fields.text(document, "text"));
            }
            return texts;
        });
    }

    @Override
    public void putCheckpoint(String environment, Checkpoint checkpoint) {
        Document document = new Document("_id", NumberedLog.id(environment, Checkpoint.slot(checkpoint.revision())));
        document.putAll(RevisionDocuments.of(checkpoint));
        Calls.write("write a checkpoint", () -> {
            try {
                checkpoints.insertOne(document);
            } catch (MongoWriteException e) {
                if (!Calls.duplicate(e)) {
                    throw e;
                }
            }
        });
    }

    @Override
    public Optional<Checkpoint> checkpoint(String environment, long atOrBefore) {
        long newest = Checkpoint.slot(atOrBefore);
        long oldest = Math.max(1, newest - SLOTS + 1);
        List<String> ids = LongStream.rangeClosed(oldest, newest)
                .mapToObj(slot -> NumberedLog.id(environment, slot))
                .toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return Calls.answer("read a checkpoint", () -> newest(ids, atOrBefore));
    }

    /** Looks at the numbers of all, and reads the one that is wanted: manifests are long. */
    private Optional<Checkpoint> newest(List<String> ids, long atOrBefore) {
        Document best = new Document("revision", 0L);
        for (Document document : checkpoints.find(Filters.in("_id", ids)).projection(new Document("revision", 1))) {
            long revision = Fields.number(document, "revision");
            if (revision <= atOrBefore && revision > Fields.number(best, "revision")) {
                best = document;
            }
        }
        return Optional.ofNullable(best.get("_id"))
                .flatMap(id -> Optional.ofNullable(
                        checkpoints.find(Filters.eq("_id", id)).first()))
                .map(RevisionDocuments::checkpoint);
    }
}
