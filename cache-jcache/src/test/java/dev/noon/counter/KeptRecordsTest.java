package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecordsContract;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.KeptRecords.FlushFigures;
import dev.noon.time.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two nodes over one grid and one store; and one of them by itself keeps what every kind of shared records promises. */
class KeptRecordsTest extends SharedRecordsContract {
    private static final Duration LONG = Duration.ofMinutes(30);
    /** The first byte is the number of the version. */
    private static final Comparator<byte[]> AGE = Arrays::compareUnsigned;

    private final FakeTicker ticker = new FakeTicker();
    private final LocalRecords grid = new LocalRecords(ticker, 10_000);
    private final StoreOnOff store = new StoreOnOff(new LocalRecords(ticker, 10_000));
    private final KeptRecords one = new KeptRecords(grid, store, AGE, ticker);
    private final KeptRecords two = new KeptRecords(grid, store, AGE, ticker);

    @Override
    protected SharedRecords here() {
        return one;
    }

    @Override
    protected SharedRecords there() {
        return one;
    }

    @Test
    void what_the_grid_has_lost_comes_back_from_the_store_and_nobody_begins_anew() {
        assertThat(create(one, 1)).isEqualTo(Change.DONE);
        assertThat(one.flush()).isZero();
        grid.clear();

        assertThat(create(two, 0)).isEqualTo(Change.REFUSED);
        assertThat(version(grid)).as("loaded by who was refused").isEqualTo(1);
        grid.clear();
        assertThat(version(two)).isEqualTo(1);
        assertThat(version(grid)).as("loaded by who looked").isEqualTo(1);
        assertThat(replace(one, 1, 2)).isEqualTo(Change.DONE);
    }

    @Test
    void what_has_yet_to_be_written_comes_back_from_who_changed_it_unless_the_store_has_a_newer_one() {
        create(one, 1);
        grid.clear();
        assertThat(version(one)).isEqualTo(1);
        assertThat(one.flush()).isZero();

        one.put("k", bytes(2), LONG, new Patience());
        two.put("k", bytes(3), LONG, new Patience());
        two.flush();
        grid.clear();
        assertThat(version(one)).isEqualTo(3);
    }

    @Test
    void while_the_store_is_away_the_grid_goes_on_and_the_store_catches_up_afterwards() {
        create(one, 1);
        one.flush();
        store.away(true);
        assertThat(replace(one, 1, 2)).isEqualTo(Change.DONE);
        assertThat(one.create("new", bytes(1), LONG, new Patience())).isEqualTo(Change.DONE);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(replace(one, 2, 3)).isEqualTo(Change.DONE);
        assertThat(one.find("unheard-of", new Patience())).isEqualTo(new Known.Absent());
        assertThat(one.flush()).isEqualTo(2);
        assertThat(one.figures()).isEqualTo(new FlushFigures(2, 5_000, 1, 2));

        store.away(false);
        assertThat(one.flush()).isZero();
        assertThat(one.figures()).isEqualTo(new FlushFigures(0, 0, 3, 2));
        assertThat(version(store)).isEqualTo(3);
        assertThat(store.find("new", new Patience())).isInstanceOf(Known.Present.class);
    }

    @Test
    void an_older_record_never_takes_the_place_of_a_newer_one_whoever_writes_it_first() {
        one.put("k", bytes(1), LONG, new Patience());
        two.put("k", bytes(2), LONG, new Patience());
        assertThat(two.flush()).isZero();
        assertThat(one.flush()).isZero();
        assertThat(version(store)).isEqualTo(2);
        assertThat(version(grid)).isEqualTo(2);

        one.put("k", bytes(3), LONG, new Patience());
        two.put("k", bytes(4), LONG, new Patience());
        assertThat(one.flush()).isZero();
        assertThat(two.flush()).isZero();
        assertThat(version(store)).isEqualTo(4);
    }

    @Test
    void nodes_that_count_and_flush_at_once_leave_the_last_count_in_the_store() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (KeptRecords node : List.of(one, two, one, two)) {
                work.add(() -> countAndFlush(node));
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(one.flush()).isZero();
        assertThat(two.flush()).isZero();
        assertThat(version(store)).isEqualTo(version(grid)).isGreaterThanOrEqualTo(50);
    }

    @Test
    void what_began_anew_while_nobody_could_ask_the_store_goes_on_from_what_the_store_has() {
        one.put("k", bytes(50), LONG, new Patience());
        one.flush();
        grid.clear();
        store.away(true);
        assertThat(create(two, 1)).isEqualTo(Change.DONE);
        store.away(false);

        assertThat(two.flush()).isZero();
        assertThat(version(store)).isEqualTo(50);
        assertThat(version(grid)).isEqualTo(50);
    }

    @Test
    void what_a_node_wrote_and_somebody_else_took_away_is_written_again_when_it_counts_anew() {
        one.put("k", bytes(50), LONG, new Patience());
        one.flush();
        assertThat(two.clear()).isTrue();
        assertThat(create(one, 1)).isEqualTo(Change.DONE);
        assertThat(one.flush()).isZero();
        assertThat(version(store)).isEqualTo(1);
    }

    @Test
    void taking_and_forgetting_reach_the_store_too() {
        create(one, 1);
        one.flush();
        assertThat(two.take("k", new Patience())).isInstanceOf(Known.Present.class);
        assertThat(one.find("k", new Patience())).isEqualTo(new Known.Absent());

        create(one, 1);
        one.flush();
        replace(one, 1, 2);
        one.forget("k", bytes(2));
        assertThat(store.find("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(one.flush()).isZero();
        assertThat(two.find("k", new Patience())).isEqualTo(new Known.Absent());

        store.away(true);
        one.put("k", bytes(3), LONG, new Patience());
        assertThat(one.take("k", new Patience())).isEqualTo(new Known.Away());
        assertThat(one.clear()).isFalse();
    }

    private static boolean countAndFlush(KeptRecords node) {
        for (int i = 0; i < 50; i++) {
            node.update(
                    "k",
                    before -> Optional.of(
                            new Life(bytes(before.map(b -> b[0] & 0xff).orElse(0) + 1), LONG)),
                    new Patience());
            node.flush();
        }
        return true;
    }

    private static Change create(SharedRecords records, int version) {
        return records.create("k", bytes(version), LONG, new Patience());
    }

    private static Change replace(SharedRecords records, int before, int next) {
        return records.replace("k", bytes(before), new Life(bytes(next), LONG), new Patience());
    }

    private static int version(SharedRecords records) {
        return version(records, "k");
    }

    private static int version(SharedRecords records, String key) {
        return ((Known.Present) records.find(key, new Patience())).bytes()[0] & 0xff;
    }

    private static byte[] bytes(int version) {
        return new byte[] {(byte) version};
    }
}
