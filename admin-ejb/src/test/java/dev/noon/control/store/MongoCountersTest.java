package dev.noon.control.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecords.Swap;
import dev.noon.cache.SharedRecords.Update;
import dev.noon.control.Clocks;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counters in the embedded store, as two nodes see them. */
final class MongoCountersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CALLERS = 8;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    private final Clocks clocks = new Clocks(nanos::get, millis::get);
    private final EmbeddedStore server = new EmbeddedStore();
    private final MongoStores node = MongoStores.open(server.uri(), "dev", clocks);
    private final MongoStores other = MongoStores.open(server.uri(), "dev", clocks);
    private final SharedRecords here = node.stores().counters();
    private final SharedRecords there = other.stores().counters();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        node.close();
        other.close();
        server.close();
    }

    @Test
    void what_one_node_puts_down_the_other_finds_and_only_who_knows_it_changes_it() {
        assertThat(here.find("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(create(here, "k", "one")).isEqualTo(Change.DONE);
        assertThat(create(there, "k", "other")).isEqualTo(Change.REFUSED);
        assertThat(found(there, "k")).isEqualTo("one");
        assertThat(replace(there, "k", "guess", "two")).isEqualTo(Change.REFUSED);
        assertThat(replace(there, "k", "one", "two")).isEqualTo(Change.DONE);
        assertThat(put(here, "k", "three")).isEqualTo(Change.DONE);
        assertThat(put(here, "l", "new")).isEqualTo(Change.DONE);
        assertThat(found(there, "k")).isEqualTo("three");

        here.forget("k", bytes("two"));
        assertThat(found(here, "k")).as("it is another one by now").isEqualTo("three");
        here.forget("k", bytes("three"));
        assertThat(there.find("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(replace(here, "k", "three", "four")).isEqualTo(Change.REFUSED);
        assertThat(found(here, "l")).isEqualTo("new");
    }

    @Test
    void many_are_changed_together_and_each_by_itself() {
        create(here, "there", "one");
        create(here, "same", "one");
        create(here, "other", "theirs");
        here.create("over", bytes("one"), Duration.ofMillis(10), new Patience());
        millis.addAndGet(100);

        assertThat(here.changeAll(List.of(), new Patience())).isEmpty();
        assertThat(here.changeAll(
                        List.of(made("new"), made("over"), made("there"), swap("same", "one")), new Patience()))
                .containsExactlyInAnyOrder("new", "over", "same");
        assertThat(List.of(found(there, "new"), found(there, "over"), found(there, "there"), found(there, "same")))
                .containsExactly("two", "two", "one", "two");

        assertThat(here.changeAll(List.of(made("newer"), swap("same", "two"), swap("other", "one")), new Patience()))
                .as("which of two was not replaced is not told")
                .containsExactly("newer");
        assertThat(found(there, "same")).isEqualTo("two");
        assertThat(found(there, "other")).isEqualTo("theirs");
        server.close();
        assertThat(here.changeAll(List.of(made("last")), new Patience())).isEmpty();
    }

    @Test
    void of_many_that_make_replace_or_take_the_same_at_once_one_has_done_it() throws Exception {
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            assertThat(all(() -> create(here, key, "one"), () -> create(there, key, "one")))
                    .containsOnlyOnce(Change.DONE);
            assertThat(all(() -> replace(here, key, "one", "mine"), () -> replace(there, key, "one", "theirs")))
                    .containsOnlyOnce(Change.DONE);
            assertThat(all(() -> here.take(key, new Patience()), () -> there.take(key, new Patience())))
                    .filteredOn(Known.Present.class::isInstance)
                    .hasSize(1);
            assertThat(all(() -> put(here, key, "mine"), () -> put(there, key, "theirs")))
                    .containsOnly(Change.DONE);
        }
    }

    @Test
    void no_update_of_many_at_once_is_lost() throws Exception {
        long done = all(() -> counted(here), () -> counted(there)).stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(done).isGreaterThanOrEqualTo(25);
        assertThat(ByteBuffer.wrap(((Known.Present) here.find("counter", new Patience())).bytes())
                        .getLong())
                .isEqualTo(done);
    }

    @Test
    void what_is_over_is_absent_although_the_store_still_has_it_and_one_of_many_takes_its_place() throws Exception {
        create(here, "k", "one");
        millis.addAndGet(MINUTE.toMillis());

        assertThat(documents()).isEqualTo(1);
        assertThat(there.find("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(there.take("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(replace(here, "k", "one", "two")).isEqualTo(Change.REFUSED);
        assertThat(all(() -> create(here, "k", "mine"), () -> create(there, "k", "theirs")))
                .containsOnlyOnce(Change.DONE);
        assertThat(there.find("k", new Patience())).isInstanceOf(Known.Present.class);
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void a_change_says_how_long_a_record_lasts_from_now_on() {
        create(here, "k", "one");
        millis.addAndGet(MINUTE.toMillis() / 2);
        replace(here, "k", "one", "two");
        millis.addAndGet(MINUTE.toMillis() - 1);
        assertThat(found(there, "k")).isEqualTo("two");
        millis.addAndGet(1);
        assertThat(there.find("k", new Patience())).isEqualTo(new Known.Absent());
    }

    @Test
    void counters_of_other_environments_are_others_and_stay_when_these_are_cleared() {
        List<String> names = List.of("dev-1", "dev0", "de", "prod", "");
        for (String name : names) {
            try (MongoStores stores = MongoStores.open(server.uri(), name, clocks)) {
                assertThat(create(stores.stores().counters(), "k", name)).isEqualTo(Change.DONE);
            }
        }
        assertThat(create(here, "k", "one")).isEqualTo(Change.DONE);
        assertThat(create(here, "l/m", "two")).isEqualTo(Change.DONE);

        assertThat(there.clear()).isTrue();

        assertThat(here.find("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(here.find("l/m", new Patience())).isEqualTo(new Known.Absent());
        for (String name : names) {
            try (MongoStores stores = MongoStores.open(server.uri(), name, clocks)) {
                assertThat(found(stores.stores().counters(), "k")).isEqualTo(name);
            }
        }
    }

    @Test
    void what_has_been_over_for_a_day_is_dropped_once_an_hour() {
        create(here, "old", "one");
        millis.addAndGet(Duration.ofHours(24).toMillis());
        create(here, "young", "two");
        node.sweep();
        assertThat(documents()).as("over for less than a day").isEqualTo(2);

        millis.addAndGet(Duration.ofHours(1).toMillis());
        node.sweep();
        assertThat(documents()).as("not an hour later").isEqualTo(2);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        node.sweep();
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void whoever_has_waited_long_enough_does_not_ask() {
        create(here, "k", "one");
        Patience patience = new Patience();
        patience.spend(Duration.ofSeconds(1).toNanos());
        assertThat(here.find("k", patience)).isEqualTo(new Known.Away());
        assertThat(here.replace("k", bytes("one"), new Life(bytes("two"), MINUTE), patience))
                .isEqualTo(Change.AWAY);
        assertThat(found(here, "k")).isEqualTo("one");
    }

    @Test
    void what_cannot_be_read_is_not_known_and_nobody_begins_anew_in_its_place() {
        try (MongoClient client = MongoClients.create(server.uri())) {
            client.getDatabase("noon")
                    .getCollection("counters")
                    .insertOne(new Document("_id", "dev/k")
                            .append("r", "text")
                            .append("until", new Date(millis.get() + 1)));
        }
        assertThat(here.find("k", new Patience())).isEqualTo(new Known.Away());
        assertThat(create(here, "k", "one")).isEqualTo(Change.REFUSED);
    }

    @Test
    void after_its_end_a_node_says_that_the_store_is_away() {
        other.close();
        assertThat(there.find("k", new Patience())).isEqualTo(new Known.Away());
        assertThat(create(there, "k", "one")).isEqualTo(Change.AWAY);
        there.forget("k", bytes("one"));
        assertThat(there.clear()).isFalse();
        other.sweep();
    }

    /** How many of 25 updates were made. */
    private static long counted(SharedRecords records) {
        long done = 0;
        for (int i = 0; i < 25; i++) {
            Update update = records.update(
                    "counter",
                    before -> Optional.of(new Life(
                            number(before.map(b -> ByteBuffer.wrap(b).getLong()).orElse(0L) + 1), MINUTE)),
                    new Patience());
            done += update instanceof Update.Done ? 1 : 0;
        }
        return done;
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** What each of eight callers got, half of them by one call and half by the other. */
    private <T> List<T> all(Callable<T> one, Callable<T> another) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(List.of(one, another, one, another, one, another, one, another))) {
            results.add(result.get());
        }
        return results;
    }

    private long documents() {
        try (MongoClient client = MongoClients.create(server.uri())) {
            return client.getDatabase("noon").getCollection("counters").countDocuments();
        }
    }

    private static Swap made(String key) {
        return new Swap(key, Optional.empty(), new Life(bytes("two"), MINUTE));
    }

    private static Swap swap(String key, String before) {
        return new Swap(key, Optional.of(bytes(before)), new Life(bytes("two"), MINUTE));
    }

    private static Change create(SharedRecords records, String key, String text) {
        return records.create(key, bytes(text), MINUTE, new Patience());
    }

    private static Change put(SharedRecords records, String key, String text) {
        return records.put(key, bytes(text), MINUTE, new Patience());
    }

    private static Change replace(SharedRecords records, String key, String before, String next) {
        return records.replace(key, bytes(before), new Life(bytes(next), MINUTE), new Patience());
    }

    private static String found(SharedRecords records, String key) {
        return new String(((Known.Present) records.find(key, new Patience())).bytes(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
