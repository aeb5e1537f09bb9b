package dev.noon.control.store;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.DeleteResult;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.control.Clocks;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code counters}: records that outlive every node, those of one environment, one document per key with the
 * record ({@code r}) and when it is over ({@code until}). Each change is one compare-and-set in the store. What is over
 * by this node's clock is absent, whether or not the store has dropped it: a record that clocks must not end too early
 * wants a longer life. All calls of one undertaking wait a second together, also those that take a record away;
 * whatever fails is {@code Away}, and while the store is silent nobody waits for it. Thread-safe.
 */
final class MongoCounters implements SharedRecords {
    private static final Duration BUDGET = Duration.ofSeconds(1);
    private static final Duration LARGE = Duration.ofSeconds(10);
    private static final Duration SWEPT_EVERY = Duration.ofHours(1);
    /** What has been over for so long is over by every clock. */
    private static final Duration LONG_OVER = Duration.ofDays(1);

    private static final String ID = "_id";
    private static final String RECORD = "r";
    private static final String UNTIL = "until";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> counters;
    private final String environment;
    private final Clocks clocks;
    private final StoreGuard guard;
    private final AtomicLong nextSweepNanos;
    private volatile boolean indexed;

    MongoCounters(MongoDatabase database, String environment, Clocks clocks) {
        this.counters = database.getCollection("counters");
        this.environment = environment;
        this.clocks = clocks;
        this.guard = new StoreGuard(clocks.ticker());
        this.nextSweepNanos = new AtomicLong(clocks.ticker().nanos());
    }

    @Override
    public Known find(String key, Patience patience) {
        return ask(BUDGET, patience, rows -> known(rows.find(present(key)).first()))
                .orElseGet(Known.Away::new);
    }

    @Override
    public Change put(String key, byte[] record, Duration life, Patience patience) {
        Change change = putOnce(key, record, life, patience);
        if (change == Change.REFUSED) { // two made the document at once; now it is there
            change = putOnce(key, record, life, patience);
        }
        return change == Change.DONE ? Change.DONE : Change.AWAY;
    }

    /** One step: what is over is replaced, and where nothing fits a document is made, which fails where one is present. */
    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return change(patience, rows -> {
            rows.replaceOne(over(key), document(key, record, life), UPSERT);
            return true;
        });
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        Document same = present(key).append(RECORD, new Binary(before));
        Document document = document(key, next.bytes(), next.lasting());
        return change(patience, rows -> rows.replaceOne(same, document).getMatchedCount() > 0);
    }

    /** One message for all of them; the store says of each that failed why, but not which of the others found nothing to replace. */
    @Override
    public Set<String> changeAll(List<Swap> swaps, Patience patience) {
        return swaps.isEmpty()
                ? Set.of()
                : ask(BUDGET, patience, rows -> new BulkChange(swaps, this::model).run(rows))
                        .orElseGet(Set::of);
    }

    private WriteModel<Document> model(Swap swap) {
        Document next = document(swap.key(), swap.next().bytes(), swap.next().lasting());
        return swap.before()
                .map(before -> new ReplaceOneModel<>(present(swap.key()).append(RECORD, new Binary(before)), next))
                .orElseGet(() -> new ReplaceOneModel<>(over(swap.key()), next, UPSERT));
    }

    @Override
    public Known take(String key, Patience patience) {
        return ask(BUDGET, patience, rows -> known(rows.findOneAndDelete(present(key))))
                .orElseGet(Known.Away::new);
    }

    @Override
    public void forget(String key, byte[] before) {
        Document same = id(key).append(RECORD, new Binary(before));
        ask(BUDGET, new Patience(), rows -> rows.deleteOne(same));
    }

    @Override
    public long silentNanos(String key) {
        return guard.silentNanos();
    }

    @Override
    public boolean clear() {
        // What follows the slash in the order of characters is the zero.
        Document all = new Document(ID, new Document("$gte", environment + "/").append("$lt", environment + "0"));
        return ask(LARGE, Patience.insisting(), rows -> rows.deleteMany(all)).isPresent();
    }

    /**
     * Sees to it that what is over goes: by an index where the store drops documents in time, and once an hour, however
     * often this is called, by deleting what has been over for a day. Waits for the store; never fails.
     */
    void sweep() {
        if (!indexed) {
            indexed = ask(LARGE, new Patience(), rows -> rows.createIndex(Indexes.ascending(UNTIL), inTime()))
                    .isPresent();
        }
        long now = clocks.ticker().nanos();
        if (now - nextSweepNanos.get() < 0) {
            return;
        }
        Date longOver = new Date(clocks.wall().millis() - LONG_OVER.toMillis());
        Document old = new Document(UNTIL, new Document("$lte", longOver));
        Optional<DeleteResult> swept = ask(LARGE, new Patience(), rows -> rows.deleteMany(old));
        swept.ifPresent(result -> nextSweepNanos.set(now + SWEPT_EVERY.toNanos()));
    }

    private Change putOnce(String key, byte[] record, Duration life, Patience patience) {
        return change(patience, rows -> {
            rows.replaceOne(id(key), document(key, record, life), UPSERT);
            return true;
        });
    }

    private Change change(Patience patience, Predicate<MongoCollection<Document>> call) {
        return ask(BUDGET, patience, rows -> isDone(call, rows) ? Change.DONE : Change.REFUSED)
                .orElse(Change.AWAY);
    }

    private static boolean isDone(Predicate<MongoCollection<Document>> call, MongoCollection<Document> rows) {
        try {
            return call.test(rows);
        } catch (MongoWriteException e) {
            if (!Calls.duplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    /** What the store says within what is left of {@code budget}; empty if it does not, or if nothing is left. */
    private <T> Optional<T> ask(Duration budget, Patience patience, Function<MongoCollection<Document>, T> call) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(patience.leftNanos(budget.toNanos()));
        if (leftMillis <= 0 || !(patience.insists() || guard.allows())) {
            return Optional.empty();
        }
        long beganNanos = clocks.ticker().nanos();
        try {
            T answer = call.apply(counters.withTimeout(leftMillis, TimeUnit.MILLISECONDS));
            guard.answered();
            return Optional.of(answer);
        } catch (MongoTimeoutException e) {
            guard.timedOut(e, beganNanos);
            patience.end();
            return Optional.empty();
        } catch (MongoException | IllegalStateException e) { // the latter from a client that is closed
            guard.failed(e);
            return Optional.empty();
        } finally {
            patience.spend(clocks.ticker().nanos() - beganNanos);
        }
    }

    /** What cannot be read is not known; saying that it is absent would make the counter begin anew. */
    private static Known known(@Nullable Document document) {
        if (document == null) {
            return new Known.Absent();
        }
        return document.get(RECORD) instanceof Binary bytes ? new Known.Present(bytes.getData()) : new Known.Away();
    }

    private Document document(String key, byte[] record, Duration life) {
        long until = clocks.wall().millis() + life.toMillis();
        return id(key).append(RECORD, new Binary(record)).append(UNTIL, new Date(until));
    }

    private Document over(String key) {
        return id(key).append(UNTIL, new Document("$lte", now()));
    }

    private Document present(String key) {
        return id(key).append(UNTIL, new Document("$gt", now()));
    }

    /** Not joined by a conjunction: the embedded store finds by identifier only where it stands at the top. */
    private Document id(String key) {
        return new Document(ID, environment + "/" + key);
    }

    private Date now() {
        return new Date(clocks.wall().millis());
    }

    private static IndexOptions inTime() {
        return new IndexOptions().expireAfter(0L, TimeUnit.SECONDS);
    }
}
