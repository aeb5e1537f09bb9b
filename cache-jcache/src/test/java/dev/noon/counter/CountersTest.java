package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.ForwardingRecords;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.Permit.Counted;
import dev.noon.counter.Terms.OnChange;
import dev.noon.counter.Windows.Fixed;
import dev.noon.counter.Windows.Sliding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountersTest {
    private static final Windows HOUR = new Fixed(3_600_000);
    private static final CounterId SOMEBODY = new CounterId("limit", Whose.value("somebody"));

    private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
    private final SharedRecords records = new LocalRecords(() -> millis.get() * 1_000_000, 10_000);
    private final List<Counters> nodes = List.of(node(records), node(records), node(records));
    private final ExecutorService threads = Executors.newFixedThreadPool(24);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void of_many_requests_on_all_nodes_exactly_as_many_pass_as_the_limit_says() throws Exception {
        assertThat(storm(5000, terms(1000, 1, false))).isEqualTo(1000);
        assertThat(left(nodes.get(0), terms(1000, 1, false))).isZero();
    }

    @Test
    void what_is_taken_in_advance_is_never_more_than_the_limit_and_nearly_all_of_it_can_be_spent() throws Exception {
        int passed = storm(5000, terms(1000, 1, true));
        assertThat(passed).isBetween(700, 1000);
        nodes.forEach(node -> node.sweep(Duration.ofMillis(-1)));
        assertThat(passed + storm(5000, terms(1000, 1, true)))
                .as("what was given back can be spent, down to the last unit")
                .isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_takes_what_it_costs(boolean leased) throws Exception {
        int passed = storm(300, terms(100, 7, leased));
        assertThat(passed).isLessThanOrEqualTo(14);
        assertThat(passed).isGreaterThanOrEqualTo(leased ? 9 : 14);
    }

    @Test
    void what_is_left_falls_and_is_never_negative() {
        Terms terms = terms(3, 1, false);
        List<Long> left = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            left.add(left(nodes.get(0), terms));
        }
        assertThat(left).containsExactly(2L, 1L, 0L, 0L, 0L);
    }

    @Test
    void who_counts_alone_need_not_look_before_and_does_again_once_somebody_else_has_counted() {
        AtomicInteger looks = new AtomicInteger();
        Counters alone = node(new ForwardingRecords(records) {
            @Override
            public Known find(String key, Patience patience) {
                looks.incrementAndGet();
                return super.find(key, patience);
            }
        });
        Terms terms = terms(12, 1, false);
        for (int i = 0; i < 6; i++) {
            assertThat(left(alone, terms)).isEqualTo(11 - i);
        }
        assertThat(looks).hasValue(2);

        assertThat(left(nodes.get(0), terms)).isEqualTo(5);
        assertThat(left(alone, terms)).isEqualTo(4);
        assertThat(left(nodes.get(0), terms)).isEqualTo(3);
        assertThat(left(alone, terms)).isEqualTo(2);
        assertThat(looks).hasValue(4);
        records.clear();
        assertThat(left(alone, terms)).as("it is found out that all is gone").isEqualTo(11);

        Terms two = terms(2, 1, false);
        CounterId other = new CounterId("limit", Whose.value("other"));
        for (int i = 0; i < 4; i++) {
            alone.take(other, HOUR, two);
        }
        records.clear();
        millis.addAndGet(2_000);
        assertThat(((Counted) alone.take(other, HOUR, two)).admitted())
                .as("nobody is refused by what is only remembered")
                .isTrue();
    }

    @Test
    void an_exact_counter_takes_nothing_in_advance() {
        for (int i = 0; i < 100; i++) {
            take(nodes.get(0), terms(1000, 1, false));
        }
        assertThat(nodes.get(0).inAdvance()).isZero();
    }

    @Test
    void refused_requests_count_where_all_do_and_there_alone() {
        Windows second = new Sliding(1000);
        Terms accepted = terms(2, 1, false);
        Terms all = new Terms(2, 1, true, false, 1, 1, OnChange.PRESERVE);
        CounterId other = new CounterId("limit", Whose.value("other"));
        for (int i = 0; i < 4; i++) {
            nodes.get(0).take(SOMEBODY, second, accepted);
            nodes.get(0).take(other, second, all);
            millis.addAndGet(200);
        }
        millis.addAndGet(350);
        assertThat(((Counted) nodes.get(0).take(SOMEBODY, second, accepted)).admitted())
                .isTrue();
        assertThat(((Counted) nodes.get(0).take(other, second, all)).admitted()).isFalse();
    }

    @Test
    void everybody_has_a_counter_of_their_own() {
        Terms one = terms(1, 1, false);
        assertThat(take(nodes.get(0), one).admitted()).isTrue();
        assertThat(take(nodes.get(1), one).admitted()).isFalse();
        Permit other = nodes.get(1).take(new CounterId("limit", Whose.value("another")), HOUR, one);
        assertThat(((Counted) other).admitted()).isTrue();
        Permit elsewhere = nodes.get(1).take(new CounterId("another limit", Whose.value("somebody")), HOUR, one);
        assertThat(((Counted) elsewhere).admitted()).isTrue();
    }

    @Test
    void a_new_window_frees_everything() {
        Terms terms = terms(2, 1, true);
        take(nodes.get(0), terms);
        take(nodes.get(0), terms);
        Counted refused = take(nodes.get(0), terms);
        assertThat(refused.admitted()).isFalse();
        millis.addAndGet(refused.retryMillis());
        assertThat(take(nodes.get(0), terms).admitted()).isTrue();
    }

    @Test
    void a_record_that_nobody_answers_for_is_said_to_be_unknown_and_nobody_waits_for_ever() throws Exception {
        Counters cutOff = node(SharedRecords.none());
        List<Callable<Permit>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(() -> cutOff.take(SOMEBODY, HOUR, terms(10, 1, true)));
        }
        for (Future<Permit> permit : threads.invokeAll(calls)) {
            assertThat(permit.get()).isInstanceOf(Permit.Unknown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_nobody_confirms_in_time_is_counted_once_whether_it_was_done_or_not(boolean done) throws Exception {
        List<Counters> forgetful = List.of(node(new Unconfirmed(records, done)), node(new Unconfirmed(records, done)));
        int passed = 0;
        for (int i = 0; i < 60; i++) {
            passed += take(forgetful.get(i % 2), terms(50, 1, false)).admitted() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(50);
    }

    @Test
    void a_change_that_comes_late_is_counted_once_although_it_was_tried_again() {
        AtomicInteger changes = new AtomicInteger();
        Counters one = node(new Belated(records, () -> changes.getAndIncrement() % 3 == 0, () -> {}));
        int passed = 0;
        for (int i = 0; i < 60; i++) {
            passed += take(one, terms(50, 1, false)).admitted() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(50);
    }

    @Test
    void a_change_that_comes_late_is_counted_once_whoever_else_counts_before_that_is_known() {
        AtomicInteger changes = new AtomicInteger();
        AtomicInteger passed = new AtomicInteger();
        Terms terms = terms(90, 1, false);
        Counters one = node(new Belated(
                records, () -> changes.getAndIncrement() % 3 == 0, () -> pass(nodes.get(1), terms, passed)));
        for (int i = 0; i < 120; i++) {
            pass(one, terms, passed);
        }
        assertThat(passed).hasValue(90);
    }

    @Test
    void what_is_given_back_late_is_not_given_back_twice_whoever_counts_meanwhile() {
        AtomicInteger passed = new AtomicInteger();
        AtomicBoolean givesBack = new AtomicBoolean();
        Terms exact = terms(1000, 1, false);
        Counters one = node(new Belated(records, givesBack::get, () -> pass(nodes.get(1), exact, passed)));
        for (int i = 0; i < 3000; i++) {
            pass(one, terms(1000, 1, true), passed);
            if (i % 7 == 6) {
                millis.addAndGet(2);
                givesBack.set(true);
                one.sweep(Duration.ofMillis(1));
                givesBack.set(false);
            }
        }
        assertThat(passed.get()).isBetween(500, 1000);
    }

    private static void pass(Counters node, Terms terms, AtomicInteger passed) {
        passed.addAndGet(take(node, terms).admitted() ? 1 : 0);
    }

    @Test
    void counters_that_nobody_asks_for_take_no_room() {
        for (int i = 0; i < 1000; i++) {
            nodes.get(0).take(new CounterId("limit", Whose.value("client " + i)), HOUR, terms(10, 1, true));
        }
        assertThat(nodes.get(0).inUse()).isEqualTo(1000);
        nodes.get(0).sweep(Duration.ofSeconds(1));
        assertThat(nodes.get(0).inUse()).as("they were asked for just now").isEqualTo(1000);
        millis.addAndGet(1001);
        nodes.get(0).sweep(Duration.ofSeconds(1));
        assertThat(nodes.get(0).inUse()).isZero();
    }

    @Test
    void a_secret_that_is_counted_by_is_stored_nowhere() {
        assertThat(new CounterId("limit", Whose.value("s3cret")).key())
                .doesNotContain("s3cret")
                .hasSize("limit".length() + 22);
        nodes.get(0).take(new CounterId("limit", Whose.value("s3cret")), HOUR, terms(10, 1, true));
        nodes.get(0).sweep(Duration.ofSeconds(1));
        assertThat(nodes.get(0).standings().toString()).doesNotContain("s3cret");
    }

    /** How many of so many requests pass that come at once, evenly on all nodes. */
    private int storm(int requests, Terms terms) throws Exception {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Counters node = nodes.get(i % nodes.size());
            calls.add(() -> take(node, terms).admitted());
        }
        int passed = 0;
        for (Future<Boolean> answer : threads.invokeAll(calls)) {
            passed += answer.get() ? 1 : 0;
        }
        return passed;
    }

    private static long left(Counters node, Terms terms) {
        return take(node, terms).left();
    }

    private static Counted take(Counters node, Terms terms) {
        return (Counted) node.take(SOMEBODY, HOUR, terms);
    }

    private Counters node(SharedRecords kept) {
        return node(kept, new Resets());
    }

    private Counters node(SharedRecords kept, Resets resets) {
        return new Counters(new Counters.Around(
                kept, millis::get, () -> 3, resets, Duration.ofSeconds(10), LockSupport::parkNanos));
    }

    private static Terms terms(long limit, long cost, boolean leased) {
        return new Terms(limit, cost, false, leased, 1, 1, OnChange.PRESERVE);
    }
}
