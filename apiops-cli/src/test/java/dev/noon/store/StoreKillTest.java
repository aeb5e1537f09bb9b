package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKillTest {

    /** A checkpoint every hundred writes, so that some are under way when the kill comes. */
    private static final int CHECKPOINT_BYTES = 20_000;

    private static final int CLIENTS = 4;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 400;

    private final Path data;

    StoreKillTest(@TempDir Path data) {
        this.data = data.resolve("store");
    }

    @RepeatedTest(3)
    void everyAcknowledgedWriteIsThereAfterAKill() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (StoreProcess store = StoreProcess.start(data, CHECKPOINT_BYTES);
                MongoClient client = store.client()) {
            MongoCollection<Document> documents = collection(client);
            documents.createIndex(Indexes.ascending("serial"), new IndexOptions().unique(true));
            CountDownLatch ended = writeUntilTheEnd(documents, acknowledged);
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_KILL);
            store.kill();
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        }

        try (StoreProcess store = StoreProcess.start(data, CHECKPOINT_BYTES);
                MongoClient client = store.client()) {
            MongoCollection<Document> documents = collection(client);
            assertThat(acknowledged).allSatisfy(id -> assertThat(
                            documents.find(Filters.eq("_id", id)).first())
                    .as(id)
                    .isNotNull());
            assertWhole(documents);
        }
    }

    @Test
    void aCounterIsNeverBehindWhatItAnswered() throws Exception {
        long answered = 0;
        for (int round = 0; round < 2; round++) {
            try (StoreProcess store = StoreProcess.start(data, CHECKPOINT_BYTES);
                    MongoClient client = store.client()) {
                assertThat(next(client)).isEqualTo(answered + 1);
                for (int i = 0; i < 50; i++) {
                    answered = next(client);
                }
                store.kill();
            }
        }
        assertThat(answered).isEqualTo(102);
    }

    @Test
    void aSecondStoreOnTheSameDirectorySaysSo() throws Exception {
        try (StoreProcess first = StoreProcess.start(data, CHECKPOINT_BYTES);
                StoreProcess second = StoreProcess.start(data, CHECKPOINT_BYTES)) {
            assertThat(first.firstLine()).startsWith("noon store ready on 127.0.0.1:");
            assertThat(second.firstLine()).contains("another store uses " + data);
            assertThat(second.exit()).isEqualTo(1);
        }
    }

    @Test
    void itClosesCleanlyWhenToldToEnd() throws Exception {
        try (StoreProcess store = StoreProcess.start(data, CHECKPOINT_BYTES);
                MongoClient client = store.client()) {
            collection(client).insertOne(new Document("_id", "a").append("serial", "a"));
            assertThat(store.stop()).isEqualTo(143);
        }
        try (StoreProcess store = StoreProcess.start(data, CHECKPOINT_BYTES);
                MongoClient client = store.client()) {
            assertThat(collection(client).countDocuments()).isEqualTo(1);
        }
    }

    /** Documents and index agree: each is found by its serial, and none can be added twice. */
    private static void assertWhole(MongoCollection<Document> documents) {
        List<Document> all = documents.find().into(new ArrayList<>());
        assertThat(all).allSatisfy(one -> {
            assertThat(documents.countDocuments(Filters.eq("serial", one.get("serial"))))
                    .isEqualTo(1);
        });
        assertThat(documents.countDocuments()).isEqualTo(all.size());
    }

    private static CountDownLatch writeUntilTheEnd(MongoCollection<Document> documents, Queue<String> acknowledged) {
        CountDownLatch ended = new CountDownLatch(CLIENTS);
        IntStream.range(0, CLIENTS).forEach(client -> new Thread(() -> {
                    try {
                        for (int i = 0; ; i++) {
                            String id = client + "/" + i;
                            documents.insertOne(new Document("_id", id).append("serial", "s" + id));
                            acknowledged.add(id);
                        }
                    } catch (MongoException e) {
                        ended.countDown();
                    }
                })
                .start());
        return ended;
    }

    private static long next(MongoClient client) {
        Document counter = client.getDatabase("noon")
                .getCollection("counters")
                .findOneAndUpdate(
                        Filters.eq("_id", "one"),
                        Updates.inc("value", 1L),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return counter == null ? 0 : counter.getLong("value");
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("noon").getCollection("killed");
    }
}
