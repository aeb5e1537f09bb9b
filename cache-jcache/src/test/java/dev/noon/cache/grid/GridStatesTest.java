package dev.noon.cache.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedStates.Offer;
import dev.noon.cache.SharedStates.State;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shared states on a real grid of two members. */
@ExtendWith(SharedGrid.class)
class GridStatesTest {
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final GridSettings settings = new GridSettings("test-" + UUID.randomUUID(), 1_000, BUDGET);
    private final SharedGrid.Pair pair;
    private final GridStates here;
    private final GridStates there;

    GridStatesTest(SharedGrid.Pair pair) {
        this.pair = pair;
        here = states(TestGrid.connection(pair.one()), settings);
        there = states(TestGrid.connection(pair.two()), settings);
    }

    @Test
    void the_higher_version_counts_and_of_equal_ones_the_first() {
        open();
        assertThat(here.offer("k", new State(1, "one"))).isEqualTo(new Offer.Taken());
        assertThat(there.offer("k", new State(1, "other"))).isEqualTo(new Offer.Beaten(new State(1, "one")));
        assertThat(there.offer("k", new State(3, "three"))).isEqualTo(new Offer.Taken());
        assertThat(here.offer("k", new State(2, "two"))).isEqualTo(new Offer.Beaten(new State(3, "three")));
    }

    @Test
    void of_many_that_offer_the_same_version_at_once_one_is_taken() throws Exception {
        open();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int version = 1; version <= 20; version++) {
                State next = new State(version, "claim");
                Callable<Offer> mine = () -> here.offer("race", next);
                Callable<Offer> theirs = () -> there.offer("race", next);
                int taken = 0;
                for (Future<Offer> offer :
                        threads.invokeAll(java.util.List.of(mine, theirs, mine, theirs, mine, theirs, mine, theirs))) {
                    taken += offer.get() instanceof Offer.Taken ? 1 : 0;
                }
                assertThat(taken).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_other_node_hears_of_it_and_is_told_when_it_asks() {
        open();
        Map<String, State> heard = new ConcurrentHashMap<>();
        Map<String, State> own = new ConcurrentHashMap<>();
        there.listen(heard::put);
        here.listen(own::put);
        here.offer("loans http://a:1 x", new State(7, "OPEN 0 5000 1 node-1"));
        await().until(() -> new State(7, "OPEN 0 5000 1 node-1").equals(heard.get("loans http://a:1 x")));
        assertThat(own).isEmpty();

        Map<String, State> told = new ConcurrentHashMap<>();
        there.ask(Set.of("loans http://a:1 x", "nobody"), told::put);
        await().until(() -> told.size() == 2);
        assertThat(told.get("loans http://a:1 x")).isEqualTo(new State(7, "OPEN 0 5000 1 node-1"));
        assertThat(told.get("nobody")).isEqualTo(new State(0, ""));
    }

    @Test
    void before_it_is_open_the_grid_is_away() {
        assertThat(here.offer("k", new State(1, "one"))).isEqualTo(new Offer.Away());
    }

    @Test
    void a_member_that_does_not_answer_costs_no_more_than_the_budget() {
        GridSettings hasty = new GridSettings(settings.namespace(), 1_000, Duration.ofMillis(50));
        GridStates impatient = states(TestGrid.connection(pair.one()), hasty);
        open();
        impatient.open();
        CountDownLatch silent = TestGrid.silence(pair.two());
        CountDownLatch silentToo = TestGrid.silence(pair.one());
        try {
            long began = System.nanoTime();
            assertThat(impatient.offer("k", new State(1, "one"))).isEqualTo(new Offer.Away());
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

    private static GridStates states(GridConnection connection, GridSettings settings) {
        Region region = Region.of(Scope.CIRCUIT_BREAKER);
        GridPlace place = TestGrid.place(connection, settings, region);
        return new GridStates(place, connection.hazelcast(), region, settings.nameOf(region));
    }
}
