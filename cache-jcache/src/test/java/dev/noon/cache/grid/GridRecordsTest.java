package dev.noon.cache.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.cache.Patience;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shared records on a real grid of two members. */
@ExtendWith(SharedGrid.class)
class GridRecordsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final GridSettings settings =
            new GridSettings("records-" + UUID.randomUUID(), 1_000, Duration.ofSeconds(10));
    private final SharedGrid.Pair pair;
    private final GridRecords here;
    private final GridRecords there;

    GridRecordsTest(SharedGrid.Pair pair) {
        this.pair = pair;
        here = records(TestGrid.connection(pair.one()), settings);
        there = records(TestGrid.connection(pair.two()), settings);
    }

    @Test
    void what_one_node_puts_down_the_other_finds_and_only_who_knows_it_changes_it() {
        open();
        assertThat(create(here, "k", "one")).isEqualTo(Change.DONE);
        assertThat(create(there, "k", "other")).isEqualTo(Change.REFUSED);
        assertThat(found(there, "k")).isEqualTo("one");
        assertThat(replace(there, "k", "guess", "two")).isEqualTo(Change.REFUSED);
        assertThat(replace(there, "k", "one", "two")).isEqualTo(Change.DONE);
        assertThat(found(here, "k")).isEqualTo("two");

        here.forget("k", bytes("one"));
        assertThat(found(here, "k")).as("it is another one by now").isEqualTo("two");
        here.forget("k", bytes("two"));
        await().until(() -> there.find("k", new Patience()) instanceof Known.Absent);
        assertThat(replace(here, "k", "two", "three")).isEqualTo(Change.REFUSED);
    }

    @Test
    void of_many_that_put_down_the_same_at_once_one_has_done_it() throws Exception {
        open();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String key = "race-" + round;
                Callable<Change> mine = () -> create(here, key, "mine");
                Callable<Change> theirs = () -> create(there, key, "theirs");
                int done = 0;
                for (Future<Change> change :
                        threads.invokeAll(List.of(mine, theirs, mine, theirs, mine, theirs, mine, theirs))) {
                    done += change.get() == Change.DONE ? 1 : 0;
                }
                assertThat(done).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_record_is_gone_when_its_time_is_over_and_looking_does_not_prolong_it() {
        open();
        assertThat(here.create("k", bytes("short"), Duration.ofMillis(300), new Patience()))
                .isEqualTo(Change.DONE);
        await().atMost(Duration.ofSeconds(5)).until(() -> there.find("k", new Patience()) instanceof Known.Absent);

        create(here, "l", "long");
        there.replace("l", bytes("long"), new Life(bytes("short"), Duration.ofMillis(300)), new Patience());
        await().atMost(Duration.ofSeconds(5)).until(() -> here.find("l", new Patience()) instanceof Known.Absent);
    }

    @Test
    void before_it_is_open_and_while_nobody_answers_the_grid_is_away() {
        assertThat(here.find("k", new Patience())).isEqualTo(new Known.Away());
        assertThat(create(here, "k", "one")).isEqualTo(Change.AWAY);
        here.forget("k", bytes("one"));
        open();
        GridSettings hasty = new GridSettings(settings.namespace(), 1_000, Duration.ofMillis(50));
        GridRecords impatient = records(TestGrid.connection(pair.one()), hasty);
        impatient.open();
        CountDownLatch silent = TestGrid.silence(pair.two());
        CountDownLatch silentToo = TestGrid.silence(pair.one());
        try {
            long began = System.nanoTime();
            assertThat(create(impatient, "k", "one")).isEqualTo(Change.AWAY);
            impatient.forget("k", bytes("one"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        } finally {
            silent.countDown();
            silentToo.countDown();
        }
    }

    private void open() {
        assertThat(here.open()).isTrue();
        assertThat(there.open()).isTrue();
    }

    private static Change create(GridRecords records, String key, String text) {
        return records.create(key, bytes(text), LONG, new Patience());
    }

    private static Change replace(GridRecords records, String key, String before, String next) {
        return records.replace(key, bytes(before), new Life(bytes(next), LONG), new Patience());
    }

    private static String found(GridRecords records, String key) {
        return new String(((Known.Present) records.find(key, new Patience())).bytes(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static GridRecords records(GridConnection connection, GridSettings settings) {
        return new GridRecords(connection, settings, Scope.ROUTING, Ticker.system());
    }
}
