package dev.noon.control.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.control.Clocks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters while the store cannot be reached, does not answer, or loses its answers. */
final class CountersAwayTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void records_outlive_the_store_and_nodes_find_it_again(@TempDir Path directory) {
        String file = directory.resolve("store").toString();
        MongoServer before = new MongoServer(new H2Backend(file));
        InetSocketAddress address = before.bind();
        try (MongoStores stores = open(address.getPort())) {
            SharedRecords counters = stores.stores().counters();
            assertThat(create(counters, "k", "one")).isEqualTo(Change.DONE);
            before.shutdownNow();
            await().atMost(Duration.ofSeconds(10)).until(() -> counters.silentNanos("k") > 0 || isAway(counters));

            MongoServer after = new MongoServer(new H2Backend(file));
            after.bind(address);
            try {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> counters.find("k", new Patience()) instanceof Known.Present);
                assertThat(counters.silentNanos("k")).isZero();
                assertThat(create(counters, "k", "other")).isEqualTo(Change.REFUSED);
                assertThat(replace(counters, "k", "one", "two")).isEqualTo(Change.DONE);
            } finally {
                stores.close();
                after.shutdownNow();
            }
        }
    }

    @Test
    void while_nobody_is_there_few_calls_wait_and_all_others_are_told_at_once() {
        EmbeddedStore server = new EmbeddedStore();
        try (MongoStores stores = MongoStores.open(server.uri(), "dev", Clocks.system())) {
            SharedRecords counters = stores.stores().counters();
            create(counters, "k", "one");
            server.close();
            await().atMost(Duration.ofSeconds(10)).until(() -> isAway(counters) && counters.silentNanos("k") > 0);

            long began = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                assertThat(isAway(counters)).isTrue();
                assertThat(create(counters, "k" + i, "one")).isEqualTo(Change.AWAY);
                assertThat(replace(counters, "k", "one", "two")).isEqualTo(Change.AWAY);
                assertThat(counters.take("k", new Patience())).isEqualTo(new Known.Away());
                counters.forget("k", bytes("one"));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(counters.clear()).isFalse();
            stores.sweep();
        } finally {
            server.close();
        }
    }

    @Test
    void a_store_that_accepts_and_does_not_answer_costs_a_call_a_second() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                MongoStores stores = open(mute.getLocalPort())) {
            SharedRecords counters = stores.stores().counters();
            long began = System.nanoTime();
            Patience patience = new Patience();
            assertThat(counters.find("k", patience)).isEqualTo(new Known.Away());
            assertThat(counters.put("k", bytes("one"), HOUR, patience)).isEqualTo(Change.AWAY);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(counters.silentNanos("k")).isPositive();
        }
    }

    @Test
    void a_change_whose_answer_is_lost_may_have_been_made() throws IOException {
        EmbeddedStore server = new EmbeddedStore();
        try (CuttingProxy proxy = new CuttingProxy(server.address());
                MongoStores stores = open(proxy.port())) {
            SharedRecords counters = stores.stores().counters();
            assertThat(counters.find("k", new Patience())).isEqualTo(new Known.Absent());

            proxy.cutAnswerTo("update", 1);
            assertThat(create(counters, "k", "one")).isEqualTo(Change.AWAY);
            assertThat(counters.find("k", new Patience())).isInstanceOf(Known.Present.class);
            proxy.cutAnswerTo("findAndModify", 1);
            assertThat(counters.take("k", new Patience())).isEqualTo(new Known.Away());
            assertThat(counters.find("k", new Patience())).isEqualTo(new Known.Absent());
            assertThat(proxy.cuts()).isEqualTo(2);
        } finally {
            server.close();
        }
    }

    private static MongoStores open(int port) {
        return MongoStores.open(EmbeddedStore.uri(port), "dev", Clocks.system());
    }

    private static boolean isAway(SharedRecords counters) {
        return counters.find("k", new Patience()) instanceof Known.Away;
    }

    private static Change create(SharedRecords records, String key, String text) {
        return records.create(key, bytes(text), HOUR, new Patience());
    }

    private static Change replace(SharedRecords records, String key, String before, String next) {
        return records.replace(key, bytes(before), new Life(bytes(next), HOUR), new Patience());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
