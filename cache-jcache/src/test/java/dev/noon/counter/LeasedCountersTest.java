package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.ForwardingRecords;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.Permit.Counted;
import dev.noon.counter.Terms.OnChange;
import dev.noon.counter.Windows.Fixed;
import dev.noon.counter.Windows.Sliding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counters of which nodes take units in advance. */
class LeasedCountersTest {
    private static final Windows HOUR = new Fixed(3_600_000);
    private static final CounterId SOMEBODY = new CounterId("limit", Whose.value("somebody"));

    private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
    private final SharedRecords records = new LocalRecords(() -> millis.get() * 1_000_000, 10_000);
    private final List<Counters> nodes = List.of(node(records), node(records), node(records));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_leased_counter_seldom_asks_and_shows_what_is_left_of_all() {
        Terms terms = terms(100_000, 1, true);
        long before = 100_000;
        for (int i = 0; i < 5000; i++) {
            Counted counted = take(nodes.get(0), terms);
            assertThat(counted.admitted()).isTrue();
            assertThat(counted.left()).isEqualTo(--before);
        }
        assertThat(nodes.get(0).inAdvance()).isPositive();
    }

    @Test
    void while_one_takes_more_in_advance_the_others_go_on() throws Exception {
        Watched watched = new Watched(records);
        Counters node = node(watched);
        Terms terms = terms(100_000, 1, true);
        while (node.inAdvance() < 1000) {
            take(node, terms);
        }
        watched.slow = true;
        Future<Long> renewing = threads.submit(() -> {
            long taken = 0;
            for (; watched.asked.getCount() > 0; taken++) {
                take(node, terms);
            }
            return taken;
        });
        await(watched.asked);
        long left = node.inAdvance();
        assertThat(left).isPositive();
        for (long i = 0; i < left; i++) {
            assertThat(take(node, terms).admitted()).isTrue();
        }
        assertThat(node.inAdvance()).isZero();
        assertThat(renewing).isNotDone();
        watched.answered.countDown();
        assertThat(renewing.get()).isPositive();
        assertThat(node.inAdvance()).isPositive();
    }

    @Test
    void those_who_come_while_one_counts_are_served_of_what_that_one_takes() throws Exception {
        Watched watched = new Watched(records);
        Counters node = node(watched);
        while (node.inAdvance() < 100) {
            take(node, terms(100_000, 1, true));
        }
        watched.slow = true;
        long before = watched.changes.get();
        long more = node.inAdvance() + 1;
        Future<Counted> first = threads.submit(() -> take(node, terms(100_000, more, true)));
        await(watched.asked);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<Counted> second = threads.submit(() -> {
            waiting.set(Thread.currentThread());
            return take(node, terms(100_000, 1, true));
        });
        Awaitility.await().until(() -> waiting.get() != null && waiting.get().getState() == Thread.State.TIMED_WAITING);
        watched.answered.countDown();

        assertThat(first.get().admitted()).isTrue();
        assertThat(second.get().admitted()).isTrue();
        assertThat(watched.changes).hasValue(before + 1);
    }

    @Test
    void as_much_is_taken_in_advance_as_is_spent_in_a_bucket_or_two_however_high_the_limit() {
        Windows second = new Sliding(1000);
        Watched watched = new Watched(records);
        Counters node = node(watched);
        for (int bucket = 0; bucket < 100; bucket++) {
            for (int i = 0; i < 500; i++) {
                assertThat(((Counted) node.take(SOMEBODY, second, terms(1_000_000_000, 1, true))).admitted())
                        .isTrue();
                millis.addAndGet(i % 5 == 0 ? 1 : 0);
            }
            assertThat(node.inAdvance()).isLessThan(2_000);
        }
        assertThat(watched.changes).hasValueLessThan(300);
    }

    @Test
    void what_is_too_little_for_one_request_grows_in_the_same_bucket() {
        Counters node = node(records);
        take(node, terms(100_000, 1, true));
        take(node, terms(100_000, 1, true));
        assertThat(node.inAdvance()).isBetween(1L, 10L);
        for (int i = 0; i < 3; i++) {
            take(node, terms(100_000, 100, true));
        }
        assertThat(node.inAdvance()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void where_windows_slide_units_in_advance_outlast_their_bucket_a_little_and_no_window_has_a_bucket_too_many() {
        Windows second = new Sliding(1000);
        Terms terms = terms(1000, 1, true);
        List<Long> passed = new ArrayList<>();
        long began = millis.get();
        for (int step = 0; millis.get() - began < 5_000; step++) {
            for (int i = 0; i < 1 + step % 37; i++) {
                for (Counters node : nodes) {
                    if (((Counted) node.take(SOMEBODY, second, terms)).admitted()) {
                        passed.add(millis.get());
                    }
                }
            }
            millis.addAndGet(3);
        }
        int most = 0;
        for (int first = 0, last = 0; last < passed.size(); last++) {
            while (passed.get(last) - passed.get(first) >= 1000) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        assertThat(most).isBetween(900, 1100);
        assertThat(passed).hasSizeGreaterThan(3_500);
    }

    /** Counts changes of records, and makes them wait if it is told to. */
    private static final class Watched extends ForwardingRecords {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private final AtomicLong changes = new AtomicLong();
        private volatile boolean slow;

        Watched(SharedRecords records) {
            super(records);
        }

        @Override
        public Change replace(String key, byte[] before, Life next, Patience patience) {
            changes.incrementAndGet();
            if (slow) {
                asked.countDown();
                await(answered);
            }
            return super.replace(key, before, next, patience);
        }
    }

    private static Counted take(Counters node, Terms terms) {
        return (Counted) node.take(SOMEBODY, HOUR, terms);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Counters node(SharedRecords kept) {
        return new Counters(new Counters.Around(
                kept, millis::get, () -> 3, new Resets(), Duration.ofSeconds(10), LockSupport::parkNanos));
    }

    private static Terms terms(long limit, long cost, boolean leased) {
        return new Terms(limit, cost, false, leased, 1, 1, OnChange.PRESERVE);
    }
}
