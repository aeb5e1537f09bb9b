package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.Counters.Look;
import dev.noon.counter.Permit.Counted;
import dev.noon.counter.Terms.OnChange;
import dev.noon.counter.Windows.Fixed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ResetsTest {
    private static final Windows HOUR = new Fixed(3_600_000);
    private static final String LIMIT = "0123456789ab";
    private static final CounterId ACME = new CounterId(LIMIT, Whose.consumer("acme"));
    private static final CounterId OTHER = new CounterId(LIMIT, Whose.address("10.0.0.1"));

    private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
    private final SharedRecords records = new LocalRecords(() -> millis.get() * 1_000_000, 10_000);
    private final Resets told = new Resets();
    private final Resets toldLater = new Resets();
    private final Counters one = node(told);
    private final Counters two = node(toldLater);

    @Test
    void whoever_is_reset_has_the_whole_limit_again_and_nobody_else_has() {
        use(one, ACME, 10, false);
        use(one, OTHER, 10, false);
        told.reset(LIMIT, ACME.whose().hash(), 7);
        assertThat(passes(one, ACME, false)).isTrue();
        assertThat(passes(one, OTHER, false)).isFalse();
    }

    @Test
    void a_limit_is_reset_for_everybody_at_once() {
        use(one, ACME, 10, false);
        use(one, OTHER, 10, false);
        told.reset(LIMIT, "", 7);
        assertThat(passes(one, ACME, false)).isTrue();
        assertThat(passes(one, OTHER, false)).isTrue();
    }

    @Test
    void a_reset_counts_once_however_often_and_late_a_node_hears_of_it() {
        use(one, ACME, 10, false);
        told.reset(LIMIT, "", 7);
        use(one, ACME, 10, false);
        assertThat(passes(two, ACME, false))
                .as("it has not heard of it, and reads that it was")
                .isFalse();
        toldLater.reset(LIMIT, "", 7);
        told.reset(LIMIT, "", 7);
        told.reset(LIMIT, "", 6);
        assertThat(passes(two, ACME, false)).isFalse();
        assertThat(passes(one, ACME, false)).isFalse();
    }

    @Test
    void what_was_taken_in_advance_before_a_reset_is_neither_spent_nor_given_back_after_it() {
        while (one.inAdvance() == 0) {
            take(one, ACME, 1000, true);
        }
        told.reset(LIMIT, ACME.whose().hash(), 7);
        toldLater.reset(LIMIT, ACME.whose().hash(), 7);
        int passed = 0;
        while (passes(two, ACME, false) && passed < 20) {
            passed++;
        }
        assertThat(passed).isEqualTo(10);
        assertThat(take(one, ACME, 10, true).admitted()).isFalse();
        one.close();
        assertThat(passes(two, ACME, false)).isFalse();
    }

    @Test
    void what_an_operator_sees_is_what_is_used() {
        assertThat(one.look(LIMIT, ACME.whose().hash(), HOUR)).isEqualTo(new Look.Nothing());
        use(one, ACME, 7, false);
        assertThat(used(two)).isEqualTo(7);
        one.sweep(Duration.ofSeconds(1));
        assertThat(one.standings()).singleElement().satisfies(standing -> {
            assertThat(standing.client()).isEqualTo("consumer acme");
            assertThat(standing.identity()).isEqualTo(ACME.whose().hash());
            assertThat(standing.used()).isEqualTo(7);
            assertThat(standing.isNear()).isFalse();
        });
        use(one, ACME, 3, false);
        assertThat(passes(one, ACME, false)).isFalse();
        assertThat(passes(one, ACME, false)).isFalse();
        one.sweep(Duration.ofSeconds(1));
        assertThat(one.standings()).singleElement().satisfies(standing -> {
            assertThat(standing.isNear()).isTrue();
            assertThat(standing.over()).isEqualTo(2);
        });
        toldLater.reset(LIMIT, "", 7);
        assertThat(used(two)).isZero();
        assertThat(node(SharedRecords.none(), told).look(LIMIT, ACME.whose().hash(), HOUR))
                .isEqualTo(new Look.Unknown());
    }

    @Test
    void a_standing_is_gone_when_its_window_is_over() {
        use(one, ACME, 7, false);
        one.sweep(Duration.ofSeconds(1));
        millis.addAndGet(3_600_000 + 10_000);
        one.sweep(Duration.ofSeconds(1));
        assertThat(one.standings()).isEmpty();
    }

    @Test
    void only_those_nearest_to_their_limits_are_kept_if_there_are_too_many() {
        for (int i = 0; i < Standings.MOST + 1000; i++) {
            CounterId id = new CounterId(LIMIT, Whose.consumer("c" + i));
            use(one, id, i % 10 == 0 ? 2 : 1, false);
        }
        one.sweep(Duration.ofSeconds(1));
        assertThat(one.standings()).hasSize(Standings.MOST);
        assertThat(one.standings().stream().filter(standing -> standing.used() == 2))
                .hasSize((Standings.MOST + 1000) / 10);
    }

    @Test
    void a_counter_of_a_node_that_is_left_alone_begins_with_what_was_known_of_it() {
        use(one, ACME, 7, false);
        Counters alone = node(new LocalRecords(() -> 0, 10), told);
        Terms terms = new Terms(10, 1, false, false, 1, 1, OnChange.PRESERVE);
        alone.begin(ACME, HOUR, terms, () -> one.standing(ACME));
        assertThat(take(alone, ACME, 10, false).left()).isEqualTo(2);
        alone.begin(ACME, HOUR, terms, () -> {
            throw new AssertionError("it counts already");
        });
        alone.begin(OTHER, HOUR, terms, () -> one.standing(OTHER));
        assertThat(take(alone, OTHER, 10, false).left()).isEqualTo(9);
        one.sweep(Duration.ofMillis(-1));
        assertThat(one.standing(ACME)).as("after nobody has asked for a while").isPresent();
    }

    private long used(Counters node) {
        return ((Look.Found) node.look(LIMIT, ACME.whose().hash(), HOUR))
                .standing()
                .used();
    }

    private static void use(Counters node, CounterId id, int units, boolean leased) {
        for (int i = 0; i < units; i++) {
            assertThat(passes(node, id, leased)).isTrue();
        }
    }

    private static boolean passes(Counters node, CounterId id, boolean leased) {
        return take(node, id, 10, leased).admitted();
    }

    private static Counted take(Counters node, CounterId id, long limit, boolean leased) {
        return (Counted) node.take(id, HOUR, new Terms(limit, 1, false, leased, 1, 1, OnChange.PRESERVE));
    }

    private Counters node(Resets resets) {
        return node(records, resets);
    }

    private Counters node(SharedRecords kept, Resets resets) {
        return new Counters(new Counters.Around(
                kept, millis::get, () -> 2, resets, Duration.ofSeconds(10), LockSupport::parkNanos));
    }
}
