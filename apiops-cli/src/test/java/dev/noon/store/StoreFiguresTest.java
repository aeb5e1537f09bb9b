package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
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
        store = StoreServer.open(
                new StoreSettings(data, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), broken -> {}));
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
            long commitsBefore = store.commits();
            long begun = System.nanoTime();
            List<CompletableFuture<Void>> all = IntStream.range(0, clients)
                    .mapToObj(one -> CompletableFuture.runAsync(
                            () -> insert(documents, clients + "-" + one + "-", WRITES / clients),
                            task -> new Thread(task).start()))
                    .toList();
            all.forEach(CompletableFuture::join);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "store: %d client(s): %.0f durable inserts/s, %.1f inserts per commit%n",
                    clients, WRITES / seconds, (double) WRITES / (store.commits() - commitsBefore));
        }
        assertThat(documents.countDocuments()).isEqualTo(WRITES / 5 + WRITES + WRITES / 4 * 4 + WRITES / 16 * 16L);
    }

    private static void insert(MongoCollection<Document> documents, String prefix, int count) {
        IntStream.range(0, count)
                .forEach(i -> documents.insertOne(new Document("_id", prefix + i)
                        .append("kind", "ApiProxy")
                        .append("number", (long) i)));
    }
}
