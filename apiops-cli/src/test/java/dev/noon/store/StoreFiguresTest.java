package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what commit-before-answer costs on this machine, and holds the size of the file to a bound. */
class StoreFiguresTest {

    private static final int WRITES = Integer.getInteger("noon.store.writes", 1_000);

    private final StoreServer store;
    private final MongoClient client;

    StoreFiguresTest(@TempDir Path data) {
        store = StoreServer.open(new StoreSettings(
                data, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100_000, broken -> {}));
        client = MongoClients.create("mongodb://127.0.0.1:" + store.address().getPort());
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void insertsByOneClientAndByMany() {
        MongoCollection<Document> documents = client.getDatabase("noon").getCollection("figures");
        insert(documents, "warm", WRITES / 5);
        for (int clients : new int[] {1, 4, 16}) {
            long forcesBefore = store.forces();
            long begun = System.nanoTime();
            List<CompletableFuture<Void>> all = IntStream.range(0, clients)
                    .mapToObj(one -> CompletableFuture.runAsync(
                            () -> insert(documents, clients + "-" + one + "-", WRITES / clients),
                            task -> new Thread(task).start()))
                    .toList();
            all.forEach(CompletableFuture::join);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "store: %d client(s): %.0f durable inserts/s, %.1f inserts per force%n",
                    clients, WRITES / seconds, (double) WRITES / (store.forces() - forcesBefore));
        }
        assertThat(documents.countDocuments()).isEqualTo(WRITES / 5 + WRITES + WRITES / 4 * 4 + WRITES / 16 * 16L);
    }

    @Test
    void theFileStaysSmallUnderRewrites() {
        MongoCollection<Document> nodes = client.getDatabase("noon").getCollection("nodes");
        MongoCollection<Document> log = client.getDatabase("noon").getCollection("revisions");
        int applies = WRITES;
        for (int i = 0; i < applies; i++) {
            log.insertOne(new Document("_id", "dev/" + i)
                    .append("hash", "0".repeat(64))
                    .append("message", "m" + i));
            for (int node = 1; node <= 3; node++) {
                nodes.replaceOne(
                        new Document("_id", "dev/node-" + node),
                        new Document("_id", "dev/node-" + node)
                                .append("revision", i)
                                .append("hash", "0".repeat(64)),
                        new ReplaceOptions().upsert(true));
            }
        }
        System.out.printf(
                "store: %d applies with three receipts each: file of %d KiB, %d forces%n",
                applies, store.bytes() / 1024, store.forces());
        assertThat(store.bytes()).isLessThan(8L * 1024 * 1024 + applies * 2_048L);
    }

    private static void insert(MongoCollection<Document> documents, String prefix, int count) {
        IntStream.range(0, count)
                .forEach(i -> documents.insertOne(new Document("_id", prefix + i)
                        .append("kind", "ApiProxy")
                        .append("number", (long) i)));
    }
}
