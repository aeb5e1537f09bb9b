package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Scope;
import dev.noon.members.Member;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.policy.MemoryRecords;
import dev.noon.policy.cache.Flights.Ticket;
import dev.noon.policy.cache.Flights.Turn;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private static final CacheKey KEY = key("/a");
    private static final Coalesce CLUSTER = new Coalesce(Coalesce.Across.CLUSTER, Duration.ofSeconds(20));
    private static final Coalesce NODE = new Coalesce(Coalesce.Across.NODE, Duration.ofSeconds(20));
    private static final Coalesce BRIEF = new Coalesce(Coalesce.Across.CLUSTER, Duration.ofMillis(50));

    private final MemoryRecords records = new MemoryRecords();
    private final AtomicLong tokens = new AtomicLong();
    private final List<String> present = new ArrayList<>(List.of("one", "two", "three"));
    private final Flights one = node("one");
    private final Flights two = node("two");
    private final Flights three = node("three");
    private final ExecutorService requests = Executors.newCachedThreadPool();

    @AfterEach
    void endRequests() {
        requests.shutdownNow();
    }

    @Test
    void the_first_fetches_and_the_others_look_when_it_is_stored() throws Exception {
        Ticket ticket = ticket(one, NODE);
        Future<Turn> other = ask(one, NODE);
        awaitWaiting(one, 1);
        ticket.stored();
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Turn.Look.class);
        assertThat(one.underWay()).isZero();
    }

    @Test
    void what_is_not_stored_holds_up_nobody_from_then_on() throws Exception {
        Ticket ticket = ticket(one, NODE);
        Future<Turn> other = ask(one, NODE);
        awaitWaiting(one, 1);
        ticket.unshared();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(new Turn.Fetch(Ticket.NONE));
        assertThat(one.take(KEY, NODE, one.wait(NODE))).isEqualTo(new Turn.Fetch(Ticket.NONE));
        assertThat(one.underWay()).isZero();
    }

    @Test
    void who_is_lost_is_followed_by_another() throws Exception {
        Ticket ticket = ticket(one, NODE);
        Future<Turn> other = ask(one, NODE);
        awaitWaiting(one, 1);
        ticket.close();
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Turn.Look.class);
        ticket(one, NODE).close();
    }

    @Test
    void nobody_waits_longer_than_it_may() {
        ticket(one, CLUSTER);
        assertThat(one.take(KEY, BRIEF, one.wait(BRIEF))).isEqualTo(new Turn.Fetch(Ticket.NONE));
        assertThat(one.tiredSoFar()).isEqualTo(1);
        assertThat(two.take(KEY, BRIEF, two.wait(BRIEF))).isInstanceOf(Turn.Fetch.class);
    }

    @Test
    void another_node_looks_when_the_first_has_stored() throws Exception {
        Ticket ticket = ticket(one, CLUSTER);
        Future<Turn> other = ask(two, CLUSTER);
        ticket.stored();
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Turn.Look.class);
    }

    @Test
    void who_has_looked_in_vain_fetches() {
        ticket(one, CLUSTER).stored();
        Wait wait = two.wait(CLUSTER);
        assertThat(two.take(KEY, CLUSTER, wait)).isInstanceOf(Turn.Look.class);
        assertThat(two.take(KEY, CLUSTER, wait)).isInstanceOf(Turn.Fetch.class);
    }

    @Test
    void another_node_fetches_at_once_what_the_first_did_not_store() {
        ticket(one, CLUSTER).unshared();
        assertThat(two.take(KEY, CLUSTER, two.wait(CLUSTER))).isEqualTo(new Turn.Fetch(Ticket.NONE));
        assertThat(two.underWay()).isZero();
    }

    @Test
    void a_node_that_has_left_is_followed_by_one_of_the_others() throws Exception {
        ticket(one, CLUSTER);
        Future<Turn> second = ask(two, CLUSTER);
        Future<Turn> third = ask(three, CLUSTER);
        synchronized (present) {
            present.remove("one");
        }
        Turn first = (Turn)
                CompletableFuture.anyOf(completable(second), completable(third)).get(20, TimeUnit.SECONDS);
        assertThat(second.isDone() && third.isDone()).isFalse();
        ((Turn.Fetch) first).ticket().stored();
        assertThat(List.of(second.get(20, TimeUnit.SECONDS), third.get(20, TimeUnit.SECONDS)))
                .hasOnlyElementsOfTypes(Turn.Look.class, Turn.Fetch.class)
                .anyMatch(turn -> turn instanceof Turn.Look);
    }

    @Test
    void a_grid_that_is_away_holds_up_nobody() {
        records.away(true);
        assertThat(one.take(KEY, CLUSTER, one.wait(CLUSTER))).isInstanceOf(Turn.Fetch.class);
        assertThat(two.take(KEY, CLUSTER, two.wait(CLUSTER))).isInstanceOf(Turn.Fetch.class);
    }

    @Test
    void a_grid_that_replaces_a_dead_member_is_waited_for() throws Exception {
        Ticket ticket = ticket(one, CLUSTER);
        records.silent(20);
        records.silentNanos(TimeUnit.SECONDS.toNanos(2));
        records.repairing(true);
        Future<Turn> other = ask(two, CLUSTER);
        awaitFound(1);
        ticket.stored();
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Turn.Look.class);
    }

    @Test
    void a_member_that_has_been_silent_for_long_holds_up_nobody() {
        ticket(one, CLUSTER);
        records.silentNanos(TimeUnit.SECONDS.toNanos(2));
        records.silent(1);
        assertThat(two.take(KEY, CLUSTER, two.wait(CLUSTER))).isInstanceOf(Turn.Fetch.class);
    }

    @Test
    void of_nodes_that_do_not_hear_a_member_any_more_one_fetches() throws Exception {
        ticket(one, CLUSTER);
        records.lose("loans/" + KEY.gridName());
        records.silentNanos(TimeUnit.SECONDS.toNanos(2));
        Ticket second = ticket(two, CLUSTER);
        Future<Turn> third = ask(three, CLUSTER);
        awaitFound(1);
        assertThat(third.isDone()).isFalse();
        second.stored();
        assertThat(third.get(20, TimeUnit.SECONDS)).isInstanceOf(Turn.Look.class);
    }

    @Test
    void a_lease_that_was_given_without_a_word_is_a_lease() {
        records.answersLost(1);
        Ticket ticket = ticket(one, CLUSTER);
        assertThat(two.alone(KEY, CLUSTER)).isEmpty();
        ticket.stored();
        assertThat(two.take(KEY, CLUSTER, two.wait(CLUSTER))).isInstanceOf(Turn.Look.class);
    }

    @Test
    void a_grid_that_is_silent_for_a_moment_is_asked_again() throws Exception {
        Ticket ticket = ticket(one, CLUSTER);
        records.silent(2);
        Future<Turn> other = ask(two, CLUSTER);
        awaitFound(1);
        ticket.stored();
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Turn.Look.class);
    }

    @Test
    void of_two_hundred_requests_on_each_of_three_nodes_one_fetches() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            for (Flights node : List.of(one, two, three)) {
                all.add(requests.submit(() -> served(node, fetched)));
            }
        }
        for (Future<Integer> request : all) {
            request.get(60, TimeUnit.SECONDS);
        }
        assertThat(fetched).hasValue(1);
        assertThat(one.underWay() + two.underWay() + three.underWay()).isZero();
    }

    @Test
    void in_the_background_nobody_waits() {
        Optional<Ticket> first = one.alone(KEY, CLUSTER);
        assertThat(one.alone(KEY, CLUSTER)).isEmpty();
        assertThat(two.alone(KEY, CLUSTER)).isEmpty();
        first.orElseThrow().stored();
        two.alone(KEY, CLUSTER).orElseThrow().close();
    }

    /** Looks, and fetches if it is told to. */
    private static int served(Flights node, AtomicInteger fetched) {
        Wait wait = node.wait(CLUSTER);
        while (fetched.get() == 0) {
            if (node.take(KEY, CLUSTER, wait) instanceof Turn.Fetch own) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                fetched.incrementAndGet();
                own.ticket().stored();
            }
        }
        return 0;
    }

    private Ticket ticket(Flights node, Coalesce how) {
        return ((Turn.Fetch) node.take(KEY, how, node.wait(how))).ticket();
    }

    private Future<Turn> ask(Flights node, Coalesce how) {
        return requests.submit(() -> node.take(KEY, how, node.wait(how)));
    }

    private CompletableFuture<Turn> completable(Future<Turn> turn) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return turn.get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                requests);
    }

    private static void awaitWaiting(Flights node, int waiting) {
        awaitCount(node::waitedSoFar, waiting);
        assertThat(node.waitedSoFar()).isEqualTo(waiting);
    }

    private void awaitFound(int times) {
        awaitCount(records::found, times);
        assertThat(records.found()).isGreaterThanOrEqualTo(times);
    }

    private static void awaitCount(LongSupplier count, long wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (count.getAsLong() < wanted && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private Flights node(String name) {
        Leases leases = new Leases(
                records,
                () -> {
                    synchronized (present) {
                        return present.stream()
                                .map(id -> new Member(id, id + ":5701", id.equals(name)))
                                .toList();
                    }
                },
                () -> ByteBuffer.allocate(16).putLong(tokens.incrementAndGet()).array(),
                LockSupport::parkNanos);
        return new Flights(leases, System::nanoTime);
    }

    private static CacheKey key(String path) {
        return CacheKey.of(Scope.PROXY, "loans", 1).part(path).build();
    }
}
