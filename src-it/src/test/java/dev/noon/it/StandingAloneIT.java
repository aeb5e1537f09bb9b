package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.link.Fault;
import dev.noon.it.link.FaultyLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nobody who asks a node waits for a store that does not answer, or for a member of the grid. What is compared was
 * measured in the same run; the counter of requests that were held says more than any stopwatch.
 */
@OnCluster
class StandingAloneIT {
    private static final int REQUESTS = 200;

    /** What a request may wait longer because something is away. */
    private static final Duration ALLOWANCE = Duration.ofMillis(50);

    /** Less than an answer of the store is waited for, 1.5 s; more than the second for which a request may be held. */
    private static final Duration NOT_THE_STORE = Duration.ofMillis(1_400);

    /** Longer than the grid waits until it looks again for members that it has given up. */
    private static final Duration LOOKED_FOR = Duration.ofSeconds(7);

    /** An apply that follows another without a pause waits about a second for the next tick of the timer. */
    private static final long NOT_THE_TIMER_MILLIS = 500;

    private final Cluster cluster;
    private final Node node;
    private int edition;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("answer to " + request.target()));

    StandingAloneIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(2);
    }

    /** In what way the store does not answer. */
    enum Absence {
        ITS_PROCESS_STANDS_STILL,
        NOTHING_PASSES_ON_THE_WAY
    }

    @AfterEach
    void makeWhole() {
        cluster.store().resume();
        cluster.node(3).resume();
        cluster.links().forEach(FaultyLink::mend);
        cluster.awaitWhole();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource(Absence.class)
    void whileTheStoreHangsHitsAndProxiedRequestsAreAsQuickAsBefore(Absence absence) {
        apply();
        node.get("/alone-hit");
        node.get("/alone-strict");
        assertThat(node.get("/alone-strict").header("Cache-Status")).contains("hit");
        Waits hitsBefore = Waits.of(REQUESTS, this::hit);
        Waits proxiedBefore = Waits.of(REQUESTS, this::proxied);
        long heldBefore = held();

        hang(absence);
        Waits first = untilDetached();
        long heldInBetween = held();
        Waits hits = Waits.of(REQUESTS, this::hit);
        Waits proxied = Waits.of(REQUESTS, this::proxied);

        assertThat(first.longest())
                .as("before it is detached, %s held: %s", heldInBetween - heldBefore, first)
                .isLessThan(NOT_THE_STORE);
        assertThat(held() - heldInBetween)
                .as("nobody is held for a store that is known to be away, but once if the node itself stood still")
                .isLessThanOrEqualTo(1);
        assertThat(node.get("/alone-strict").header("Cache-Status")).isEqualTo("noon; fwd=bypass; detail=detached");
        quick("hits", hits, hitsBefore);
        quick("proxied", proxied, proxiedBefore);
        assertThat(node.health("ready").orElseThrow().status()).isEqualTo(200);
        assertThat(cluster.admin(node).metric("noon_detached")).isEqualTo(1);
    }

    @Test
    void whileAMemberStandsStillNobodyWaitsForItsPartOfTheGrid() {
        assertThat(cluster.admin()
                        .apply(Definitions.proxy(
                                "alone-grid", upstream.url(), "cache: { storage: distributed, ttl: 10m }"))
                        .complete())
                .isTrue();
        Waits.of(REQUESTS, this::fromTheGrid);
        Waits before = Waits.of(REQUESTS, this::fromTheGrid);
        Waits proxiedBefore = Waits.of(REQUESTS, this::unknownToTheGrid);

        cluster.node(3).pause();
        Waits away = Waits.of(REQUESTS, this::fromTheGrid);
        Waits proxied = Waits.of(REQUESTS, number -> unknownToTheGrid(REQUESTS + number));

        quick("from the grid", away, before);
        quick("not in the grid", proxied, proxiedBefore);
        assertThat(node.health("ready").orElseThrow().status()).isEqualTo(200);
    }

    @Test
    void whileTheGridLooksForAMemberThatStandsStillWakeUpsReachTheOthersAtOnce() {
        Node other = cluster.node(1);
        cluster.node(3).pause();
        await().until(() -> members(node) == 2 && members(other) == 2);
        long since = System.nanoTime();
        await().until(() -> propagation(node) >= 0 && System.nanoTime() - since > LOOKED_FOR.toNanos());

        for (Node manager : List.of(node, other)) {
            long[] millis = LongStream.generate(() -> propagation(manager))
                    .limit(9)
                    .sorted()
                    .toArray();
            System.out.println("propagation through " + manager.name() + ": " + Arrays.toString(millis));
            assertThat(millis[4]).as(Arrays.toString(millis)).isLessThan(NOT_THE_TIMER_MILLIS);
        }
    }

    /** Milliseconds from a commit to the last receipt. */
    private long propagation(Node manager) {
        AdminAnswer answer = cluster.admin(manager)
                .apply(Definitions.proxy(
                        "alone-woken", upstream.url(), "responseHeaders: { set: { X-Edition: e" + ++edition + " } }"));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("applied");
        return answer.lastReceiptMillis();
    }

    private long members(Node asked) {
        return cluster.admin(asked).metric("noon_grid_members");
    }

    private void fromTheGrid(int number) {
        ok("/alone-grid?n=" + number);
    }

    private void unknownToTheGrid(int number) {
        ok("/alone-grid?other=" + number);
    }

    /** Prints what it compares: these are the figures of the promise. */
    private static void quick(String what, Waits away, Waits before) {
        System.out.println(what + ": " + away + "; before: " + before);
        assertThat(away.longest()).as("%s: %s", what, away).isLessThan(NOT_THE_STORE);
        assertThat(away.ninety())
                .as("%s: %s; before: %s", what, away, before)
                .isLessThan(before.ninety().plus(ALLOWANCE));
    }

    private void hang(Absence absence) {
        if (absence == Absence.ITS_PROCESS_STANDS_STILL) {
            cluster.store().pause();
        } else {
            cluster.links().forEach(link -> link.become(new Fault.Hung()));
        }
    }

    /** Asks on and on, hits and others in turn, until the node says that it is detached. */
    private Waits untilDetached() {
        List<Duration> all = new ArrayList<>();
        await().until(() -> {
            all.addAll(Waits.of(10, this::hit).sorted());
            all.addAll(Waits.of(10, this::proxied).sorted());
            return detached();
        });
        return new Waits(all);
    }

    private boolean detached() {
        return node.health("ready").map(Reply::text).orElse("").replace(" ", "").contains("\"state\":\"detached\"");
    }

    private void hit(int number) {
        Reply reply = node.get("/alone-hit");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.header("Cache-Status")).contains("hit");
    }

    private void proxied(int number) {
        ok("/alone-through?n=" + number);
    }

    private void ok(String path) {
        Reply reply = node.get(path);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }

    private long held() {
        return cluster.admin(node).metric("noon_requests_held_total");
    }

    private void apply() {
        assertThat(cluster.admin()
                        .apply(Definitions.proxy("alone-hit", upstream.url(), Definitions.CACHE) + "---\n"
                                + Definitions.proxy("alone-through", upstream.url()) + "---\n"
                                + Definitions.proxy(
                                        "alone-strict", upstream.url(), "cache: { ttl: 10m, coherence: strict }"))
                        .complete())
                .isTrue();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20));
    }
}
