package dev.noon.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecords.Update;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What records of every scope promise, whoever keeps them and wherever they are asked for. */
public abstract class SharedRecordsContract {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int CALLERS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    /** The records as one node sees them. */
    protected abstract SharedRecords here();

    /** The same records as another node sees them. */
    protected abstract SharedRecords there();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void whatIsToBeReplacedSoonIsReplacedIfItIsWhatItWasSaidToBe() {
        here().put("k", bytes("one"), LONG, new Patience());
        here().replaceSoon("k", bytes("other"), new Life(bytes("three"), LONG));
        here().replaceSoon("k", bytes("one"), new Life(bytes("two"), LONG));
        await().until(() -> found(there(), "k").equals("two"));
    }

    @Test
    void what_one_node_puts_down_the_other_finds_and_only_who_knows_it_changes_it() {
        assertThat(create(here(), "k", "one")).isEqualTo(Change.DONE);
        assertThat(create(there(), "k", "other")).isEqualTo(Change.REFUSED);
        assertThat(found(there(), "k")).isEqualTo("one");
        assertThat(replace(there(), "k", "guess", "two")).isEqualTo(Change.REFUSED);
        assertThat(replace(there(), "k", "one", "two")).isEqualTo(Change.DONE);
        assertThat(found(here(), "k")).isEqualTo("two");

        here().forget("k", bytes("one"));
        assertThat(found(here(), "k")).as("it is another one by now").isEqualTo("two");
        here().forget("k", bytes("two"));
        await().until(() -> there().find("k", new Patience()) instanceof Known.Absent);
        assertThat(replace(here(), "k", "two", "three")).isEqualTo(Change.REFUSED);
    }

    @Test
    void putting_replaces_whatever_is_there() {
        assertThat(here().put("k", bytes("one"), LONG, new Patience())).isEqualTo(Change.DONE);
        assertThat(there().put("k", bytes("two"), LONG, new Patience())).isEqualTo(Change.DONE);
        assertThat(found(here(), "k")).isEqualTo("two");
    }

    @Test
    void of_many_that_put_down_the_same_at_once_one_has_done_it() throws Exception {
        for (int round = 0; round < 20; round++) {
            String key = "race-" + round;
            List<Change> changes = all(() -> create(here(), key, "mine"), () -> create(there(), key, "theirs"));
            assertThat(changes).containsOnlyOnce(Change.DONE);
        }
    }

    @Test
    void of_many_that_take_the_same_at_once_one_gets_it() throws Exception {
        for (int round = 0; round < 50; round++) {
            String key = "code-" + round;
            here().put(key, bytes("secret"), LONG, new Patience());
            List<Known> taken = all(() -> here().take(key, new Patience()), () -> there().take(key, new Patience()));
            assertThat(taken.stream().filter(Known.Present.class::isInstance)).hasSize(1);
            assertThat(taken.stream().filter(Known.Away.class::isInstance)).isEmpty();
            assertThat(here().find(key, new Patience())).isEqualTo(new Known.Absent());
        }
    }

    @Test
    void no_update_of_many_at_once_is_lost_and_each_sees_the_one_before() throws Exception {
        int rounds = 25;
        Callable<List<Update>> mine = () -> counted(here(), rounds);
        Callable<List<Update>> theirs = () -> counted(there(), rounds);
        long done = all(mine, theirs).stream()
                .flatMap(List::stream)
                .filter(Update.Done.class::isInstance)
                .count();
        assertThat(done).isPositive();
        assertThat(number(((Known.Present) here().find("counter", new Patience())).bytes()))
                .isEqualTo(done);
    }

    @Test
    void an_update_may_leave_things_as_they_are() {
        Update nothing = here().update("k", before -> Optional.empty(), new Patience());
        assertThat(nothing).isEqualTo(new Update.Unchanged(Optional.empty()));
        here().put("k", bytes("one"), LONG, new Patience());
        Update same = there().update("k", before -> Optional.empty(), new Patience());
        assertThat(((Update.Unchanged) same).bytes())
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(bytes("one")));
    }

    @Test
    void invalidating_the_scope_takes_everything_away_on_every_node() {
        for (int i = 0; i < 50; i++) {
            here().put("k" + i, bytes("one"), LONG, new Patience());
        }
        assertThat(there().clear()).isTrue();
        for (int i = 0; i < 50; i++) {
            assertThat(here().find("k" + i, new Patience())).isEqualTo(new Known.Absent());
        }
        assertThat(create(here(), "k1", "two")).isEqualTo(Change.DONE);
    }

    private static List<Update> counted(SharedRecords records, int rounds) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            updates.add(records.update(
                    "counter",
                    before -> Optional.of(new Life(
                            encoded(before.map(SharedRecordsContract::number).orElse(0L) + 1), LONG)),
                    new Patience()));
        }
        return updates;
    }

    /** What each of eight callers got, half of them by one call and half by the other. */
    private <T> List<T> all(Callable<T> one, Callable<T> other) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(List.of(one, other, one, other, one, other, one, other))) {
            results.add(result.get());
        }
        return results;
    }

    private static Change create(SharedRecords records, String key, String text) {
        return records.create(key, bytes(text), LONG, new Patience());
    }

    private static Change replace(SharedRecords records, String key, String before, String next) {
        return records.replace(key, bytes(before), new Life(bytes(next), LONG), new Patience());
    }

    private static String found(SharedRecords records, String key) {
        return new String(((Known.Present) records.find(key, new Patience())).bytes(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] encoded(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
