package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.KeptRecords.FlushFigures;
import dev.noon.time.FakeTicker;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What {@link KeptRecords} write to the store, when, and in how many calls. The first byte of a record is its version. */
class WriteBehindTest {
    private static final Duration LONG = Duration.ofMinutes(30);

    private final FakeTicker ticker = new FakeTicker();
    private final LocalRecords grid = new LocalRecords(ticker, 10_000);
    private final StoreOnOff store = new StoreOnOff(new LocalRecords(ticker, 10_000));
    private final KeptRecords one = new KeptRecords(grid, store, Arrays::compareUnsigned, ticker);
    private final KeptRecords two = new KeptRecords(grid, store, Arrays::compareUnsigned, ticker);

    @Test
    void only_so_many_wait_and_whoever_changes_one_more_writes_it_at_once() {
        store.away(true);
        for (int i = 0; i < KeptRecords.MOST_DIRTY; i++) {
            one.put("k" + i, bytes(1), LONG, new Patience());
        }
        assertThat(one.put("more", bytes(1), LONG, new Patience())).isEqualTo(Change.DONE);
        assertThat(one.figures()).isEqualTo(new FlushFigures(KeptRecords.MOST_DIRTY, 0, 0, 1));
        assertThat(one.put("k0", bytes(2), LONG, new Patience()))
                .as("waits already")
                .isEqualTo(Change.DONE);

        store.away(false);
        one.put("more", bytes(2), LONG, new Patience());
        assertThat(one.figures()).isEqualTo(new FlushFigures(KeptRecords.MOST_DIRTY, 0, 1, 1));
        assertThat(store.find("more", new Patience())).isInstanceOf(Known.Present.class);

        assertThat(one.flush()).isEqualTo(KeptRecords.MOST_DIRTY - KeptRecords.MOST_PER_FLUSH);
        assertThat(version(store, "k0")).isEqualTo(2);
    }

    @Test
    void a_node_that_leaves_writes_all_and_does_not_wait_for_a_store_that_is_away() {
        for (int i = 0; i < KeptRecords.MOST_DIRTY; i++) {
            one.put("k" + i, bytes(1), LONG, new Patience());
        }
        store.away(true);
        int calls = store.calls();
        one.flushFor(Duration.ofSeconds(1));
        assertThat(one.figures().dirty()).isEqualTo(KeptRecords.MOST_DIRTY);
        assertThat(store.calls() - calls).isLessThan(20);
        store.away(false);
        one.flushFor(Duration.ofSeconds(1));
        assertThat(one.figures().dirty()).isZero();
        assertThat(store.find("k9999", new Patience())).isInstanceOf(Known.Present.class);
    }

    @Test
    void of_those_written_together_one_that_another_node_was_faster_with_is_written_by_itself() {
        for (int i = 0; i < 5; i++) {
            one.create("k" + i, bytes(1), LONG, new Patience());
            two.put("k" + i, bytes(i % 2), LONG, new Patience());
        }
        assertThat(two.flush()).isZero();
        assertThat(one.flush()).isZero();
        for (int i = 0; i < 5; i++) {
            assertThat(version(store, "k" + i)).isEqualTo(1);
        }
        assertThat(one.figures().failed()).isZero();
    }

    @Test
    void a_store_that_fails_is_asked_for_few_records_and_for_others_the_next_time() {
        for (int i = 0; i < 10; i++) {
            one.put("k" + i, bytes(1), LONG, new Patience());
        }
        store.failing("k0", "k1", "k2");
        assertThat(one.flush()).isEqualTo(10);
        assertThat(one.figures().failed()).isEqualTo(3);
        assertThat(one.flush()).isEqualTo(3);
        store.failing();
        assertThat(one.flush()).isZero();
    }

    @Test
    void what_is_over_before_it_is_written_is_neither_written_nor_found() {
        one.put("k", bytes(1), Duration.ofSeconds(5), new Patience());
        ticker.advance(Duration.ofSeconds(6));
        assertThat(one.find("k", new Patience())).isEqualTo(new Known.Absent());
        assertThat(one.flush()).isZero();
        assertThat(store.find("k", new Patience())).isEqualTo(new Known.Absent());
    }

    @Test
    void a_record_lasts_no_longer_in_the_store_for_having_waited() {
        one.put("k", bytes(1), Duration.ofSeconds(5), new Patience());
        ticker.advance(Duration.ofSeconds(3));
        one.flush();
        assertThat(version(store, "k")).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(3));
        assertThat(store.find("k", new Patience())).isEqualTo(new Known.Absent());
    }

    @Test
    void changes_of_one_record_are_written_as_one() {
        for (int version = 0; version <= 100; version++) {
            assertThat(one.put("k", bytes(version), LONG, new Patience())).isEqualTo(Change.DONE);
        }
        assertThat(one.figures().dirty()).isEqualTo(1);
        assertThat(one.flush()).isZero();
        assertThat(one.figures().written()).isEqualTo(1);
        assertThat(version(store, "k")).isEqualTo(100);
        int calls = store.calls();
        assertThat(one.flush()).isZero();
        assertThat(store.calls()).as("nothing waits").isEqualTo(calls);
    }

    private static int version(SharedRecords records, String key) {
        return ((Known.Present) records.find(key, new Patience())).bytes()[0] & 0xff;
    }

    private static byte[] bytes(int version) {
        return new byte[] {(byte) version};
    }
}
