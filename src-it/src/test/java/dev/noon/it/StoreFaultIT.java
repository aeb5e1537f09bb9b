package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.AdminClient;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.cluster.Receipt;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.link.Fault;
import dev.noon.it.link.FaultyLink;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that is slow, hangs, refuses or is cut off, for all nodes or for one; and a node that was paused. */
@OnCluster
class StoreFaultIT {
    /** How soon a node must have what it missed once it is back. */
    private static final Duration CONVERGED = Duration.ofSeconds(10);

    private static final Headers NO_HEADERS = Headers.of();

    private final Cluster cluster;
    private final Node victim;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("answer to " + request.target()));

    StoreFaultIT(Cluster cluster) {
        this.cluster = cluster;
        this.victim = cluster.node(3);
    }

    @AfterEach
    void makeWhole() {
        cluster.links().forEach(FaultyLink::mend);
        if (!victim.alive()) {
            victim.start();
        }
        cluster.awaitWhole();
        upstream.close();
    }

    static Stream<Fault> away() {
        return Stream.of(
                new Fault.Refused(), new Fault.Slow(Duration.ofSeconds(5)), new Fault.Hung(), new Fault.Cut(20));
    }

    @ParameterizedTest
    @MethodSource("away")
    void withoutTheStoreTrafficGoesOnChangesAreRefusedAndARetryIsOneRevision(Fault fault) {
        String name = "store-" + fault.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        try (Marks marks = new Marks(name)) {
            long before = apply(marks, 0).revision();
            Load load = Load.start(new Load.Plan(ports(), 2, 60), marks);
            cluster.links().forEach(link -> link.become(fault));

            AdminAnswer refused = cluster.admin().apply(marks.definitions(1));
            assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
            assertThat(refused.json().path("type").asText()).endsWith("/store-unavailable");
            for (Node node : cluster.nodes()) {
                await().until(() -> says(node, "ready", "detached"));
                assertThat(node.health("ready").orElseThrow().status()).isEqualTo(200);
                assertThat(says(node, "live", "detached")).isTrue();
                assertThat(metric(node, "noon_detached")).isEqualTo(1);
            }
            long answers = load.report().answers();
            await().until(() -> load.report().answers() > answers + 100);

            cluster.links().forEach(FaultyLink::mend);
            await().until(() -> cluster.admin().head() >= before);
            AdminAnswer retried = cluster.admin().apply(marks.definitions(1));
            assertThat(retried.outcome()).as(retried.toString()).isIn("applied", "unchanged");
            assertThat(retried.revision()).isEqualTo(before + 1);
            assertThat(cluster.admin().head()).isEqualTo(before + 1);
            converges(before + 1);
            LoadReport report = load.stop();
            assertThat(report.clean()).as(report.toString()).isTrue();
        }
    }

    @Test
    void aRevisionWhoseAcknowledgementWasCutOffIsNotReportedAsAppliedAndARetryFindsIt() {
        long before = apply(Definitions.proxy("store-acked", upstream.url(), header("v1")))
                .revision();
        String changed = Definitions.proxyOnly("store-acked", "store-acked-backend", header("v2"));
        cluster.link(1).become(new Fault.CutAfterInsert("revisions", 10));

        AdminAnswer unknown = cluster.admin().apply(changed);
        assertThat(unknown.status()).as(unknown.toString()).isEqualTo(503);

        AdminClient other = cluster.admin(cluster.node(2));
        AdminAnswer retried = other.apply(changed);
        assertThat(retried.outcome()).as(retried.toString()).isEqualTo("unchanged");
        assertThat(retried.revision()).isEqualTo(before + 1);

        cluster.link(1).mend();
        converges(before + 1);
        assertThat(cluster.admin().apply(changed).revision()).isEqualTo(before + 1);
        assertThat(cluster.node(1).get("/store-acked").header("X-Definition")).isEqualTo("v2");
    }

    @Test
    void aNodeThatIsCutOffServesItsLastGoodRevisionAndConvergesByItself() {
        apply(Definitions.proxy("store-alone", upstream.url(), header("v1")));
        cluster.link(3).become(new Fault.Hung());
        AdminAnswer incomplete = cluster.admin()
                .apply(Definitions.proxyOnly("store-alone", "store-alone-backend", header("v2")), "wait=3");

        assertThat(incomplete.status()).isEqualTo(201);
        assertThat(incomplete.complete()).isFalse();
        assertThat(incomplete.receipts())
                .filteredOn(receipt -> !receipt.acknowledged())
                .extracting(Receipt::node)
                .containsExactly("node-3");
        assertThat(victim.get("/store-alone").header("X-Definition")).isEqualTo("v1");
        await().until(() -> says(victim, "ready", "detached"));
        await().until(() -> isDetached(victim));

        cluster.link(3).mend();
        converges(incomplete.revision());
        assertThat(victim.get("/store-alone").header("X-Definition")).isEqualTo("v2");
    }

    @Test
    void aNodeThatWasPausedAnswersNothingUnderARevisionThatIsSuperseded() throws IOException {
        apply(Definitions.proxy("store-paused", upstream.url(), header("v1")));
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawConnection connection = RawConnection.open(victim.address().http());
            connections.add(connection);
            assertThat(connection.get("/store-paused", NO_HEADERS).header("X-Definition"))
                    .isEqualTo("v1");
        }
        AdminAnswer applied;
        victim.pause();
        try {
            await().until(() -> isDetached(victim));
            applied = cluster.admin()
                    .apply(Definitions.proxyOnly("store-paused", "store-paused-backend", header("v2")), "wait=1");
            for (RawConnection connection : connections) {
                connection.send("GET /store-paused HTTP/1.1\r\nHost: a\r\n\r\n");
            }
        } finally {
            victim.resume();
        }

        for (RawConnection connection : connections) {
            Reply reply = connection.read("GET");
            assertThat(reply.header("X-Definition")).as(reply.toString()).isEqualTo("v2");
            assertThat(reply.revision()).isEqualTo(applied.revision());
            connection.close();
        }
        converges(applied.revision());
        assertThat(metric(victim, "noon_requests_held_total")).isPositive();
    }

    @Test
    void aNodeWhoseLastGoodFileWasFalsifiedReadsEverythingAgainAndCountsIt() throws IOException {
        long head = apply(Definitions.proxy("store-drift", upstream.url(), header("v1")))
                .revision();
        victim.stop();
        LastGood.of(victim.data()).replaceChain("0".repeat(64));

        victim.start();
        victim.awaitReady();

        assertThat(victim.get("/store-drift").header("X-Definition")).isEqualTo("v1");
        converges(head);
        assertThat(metric(victim, "noon_drifts_total")).isEqualTo(1);
    }

    private void converges(long revision) {
        Awaitility.await("every node has acknowledged revision " + revision)
                .atMost(CONVERGED)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    AdminAnswer receipts = cluster.admin().receipts(revision);
                    return receipts.complete()
                            && receipts.receipts().size() == 3
                            && receipts.receipts().stream().allMatch(Receipt::acknowledged);
                });
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    private List<Integer> ports() {
        return cluster.nodes().stream().map(node -> node.address().http()).toList();
    }

    private static boolean says(Node node, String health, String state) {
        return node.health(health).map(Reply::text).orElse("").replace(" ", "").contains("\"state\":\"" + state + "\"");
    }

    /** As the manager sees it. */
    private boolean isDetached(Node node) {
        return cluster.admin().members().stream()
                .anyMatch(member ->
                        member.node().equals(node.name()) && member.state().equals("detached"));
    }

    private long metric(Node node, String name) {
        return cluster.admin(node).metric(name);
    }

    private static String header(String version) {
        return "responseHeaders: { set: { X-Definition: " + version + " } }";
    }

    private AdminAnswer apply(Marks marks, int mark) {
        AdminAnswer answer = apply(marks.definitions(mark));
        marks.acknowledged(mark, answer.revision());
        return answer;
    }

    private AdminAnswer apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer;
    }
}
