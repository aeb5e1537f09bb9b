package dev.noon.control.store;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.noon.control.StoreUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bson.Document;

/**
 * Documents numbered from 1 without gaps, per environment, under the identifier {@code environment/number}. Whoever
 * inserts a number owns it. The newest number is found from a hint that is written now and then and may lag behind:
 * the numbers after it are probed.
 */
final class NumberedLog {
    private static final int HINT_EVERY = 16;
    private static final int MAX_PROBE = 512;
    private static final Logger LOG = System.getLogger(NumberedLog.class.getName());

    private final MongoCollection<Document> log;
    private final MongoCollection<Document> hints;

    /** The log in the collection {@code name}; its hints stand in {@code heads}. */
    NumberedLog(MongoDatabase database, String name) {
        this.log = database.getCollection(name);
        this.hints = database.getCollection("heads");
    }

    /** Newest number; 0 for none. */
    long head(String environment) {
        return Calls.answer("find the head of " + environment, () -> probe(environment));
    }

    /** Documents that exist among consecutive numbers, ascending. */
    List<Document> range(String environment, long first, int count) {
        return sorted(Calls.answer("read " + environment + " from " + first, () -> log.find(
                        Filters.in("_id", ids(environment, first, count)))
                .into(new ArrayList<>())));
    }

    /** Some fields of the documents that exist among consecutive numbers, ascending. */
    List<Document> range(String environment, long first, int count, List<String> fields) {
        Document wanted = new Document();
        fields.forEach(field -> wanted.append(field, 1));
        return sorted(Calls.answer("look through " + environment + " from " + first, () -> log.find(
                        Filters.in("_id", ids(environment, first, count)))
                .projection(wanted)
                .into(new ArrayList<>())));
    }

    /** Some fields of one document. */
    Optional<Document> fields(String environment, long number, String... names) {
        return Calls.answer(
                "read " + id(environment, number),
                () -> Optional.ofNullable(log.find(Filters.eq("_id", id(environment, number)))
                        .projection(Projections.include(names))
                        .first()));
    }

    /**
     * Inserts {@code document} under its number; answers whose it is. An attempt whose outcome is unknown is repeated
     * with the same identifier, which cannot insert twice.
     */
    Document append(String environment, long number, Document document) {
        String id = id(environment, number);
        Document owner = insert(new Document("_id", id).append("number", number), document);
        if (number % HINT_EVERY == 0) {
            hint(environment, number);
        }
        return owner;
    }

    static String id(String environment, long number) {
        return environment + "/" + number;
    }

    static List<String> ids(String environment, long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> id(environment, number))
                .toList();
    }

    private static List<Document> sorted(List<Document> found) {
        found.sort(Comparator.comparingLong(document -> Fields.number(document, "number")));
        return found;
    }

    private Document insert(Document identified, Document document) {
        Document whole = new Document(identified);
        whole.putAll(document);
        try {
            return insertOnce(whole);
        } catch (MongoException e) {
            if (!Calls.ambiguous(e)) {
                throw new StoreUnavailable("could not append " + whole.get("_id") + ": " + e.getMessage(), e);
            }
        }
        return Calls.answer("learn whether " + whole.get("_id") + " was appended", () -> insertOnce(whole));
    }

    private Document insertOnce(Document whole) {
        try {
            log.insertOne(whole);
            return whole;
        } catch (MongoWriteException e) {
            if (!Calls.duplicate(e)) {
                throw e;
            }
            return Optional.ofNullable(
                            log.find(Filters.eq("_id", whole.get("_id"))).first())
                    .orElseThrow(() -> new StoreUnavailable(whole.get("_id") + " is taken and cannot be read"));
        }
    }

    private long probe(String environment) {
        long hinted = Optional.ofNullable(
                        hints.find(Filters.eq("_id", hintId(environment))).first())
                .map(document -> Fields.number(document, "number"))
                .orElse(0L);
        long head = hinted;
        int width = HINT_EVERY;
        while (true) {
            int found = range(environment, head + 1, width).size();
            head += found;
            if (found < width) {
                break;
            }
            width = Math.min(MAX_PROBE, 2 * width);
        }
        if (head >= hinted + 2 * HINT_EVERY) {
            hint(environment, head);
        }
        return head;
    }

    /** A hint that could not be written costs the next reader a probe, nothing else. */
    private void hint(String environment, long number) {
        try {
            hints.updateOne(
                    Filters.eq("_id", hintId(environment)),
                    Updates.max("number", number),
                    new UpdateOptions().upsert(true));
        } catch (MongoException e) {
            LOG.log(Level.DEBUG, "hint for {0} not written: {1}", environment, e.getMessage());
        }
    }

    private String hintId(String environment) {
        return log.getNamespace().getCollectionName() + "/" + environment;
    }
}
