package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Load;
import dev.noon.it.load.Marks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The four numbers of an apply: propagation, dropped exchanges, memory churn, completeness of the receipts. */
@OnCluster
class FiguresIT {
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final Cluster cluster;

    FiguresIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void anApplyUnderLoadHasEveryNodesFiguresAndDroppedNothing() {
        awaitNoFailures();
        List<Integer> ports =
                cluster.nodes().stream().map(node -> node.address().http()).toList();
        try (Marks marks = new Marks("figures-load")) {
            marks.acknowledged(0, applied(marks.definitions(0)).revision());
            Load load = Load.start(new Load.Plan(ports, 2, 60), marks);
            AdminAnswer apply = applied(marks.definitions(1));
            long revision = apply.revision();
            assertPending(cluster.admin().figures(revision).json());

            JsonNode figures = settled(revision);
            load.stop();

            assertThat(figures.path("propagationMillis").asLong(-1)).isBetween(0L, 10_000L);
            assertThat(figures.path("audit").path("completeness").asDouble()).isEqualTo(1.0);
            assertThat(figures.path("audit").path("live").asInt()).isEqualTo(3);
            assertThat(figures.path("dropped").asLong(-1))
                    .as(figures.toString())
                    .isZero();
            assertThat(figures.path("nodes")).hasSize(3).allSatisfy(FiguresIT::assertMeasured);
            cluster.nodes().forEach(node -> assertMetrics(node, revision));
            assertThat(byCommandLine(revision)).contains("3 receipts of 3 live nodes");
        }
    }

    @Test
    void anExchangeThatFailsBecauseItsUpstreamDiedAroundTheSwapIsCounted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RecordingUpstream upstream =
                RecordingUpstream.start((request, reply) -> never.await(60, TimeUnit.SECONDS))) {
            applied(Definitions.proxy("figures-dead", upstream.url()));
            Node node = cluster.node(2);
            long before = cluster.admin(node).metric("noon_swap_dropped_total");
            List<CompletableFuture<Reply>> underWay = List.of(ask(node), ask(node));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> upstream.requests().size() == 2);

            long revision = applied(Definitions.proxy(
                            "figures-dead", upstream.url(), "responseHeaders: { set: { X-Definition: v2 } }"))
                    .revision();
            upstream.die();
            for (CompletableFuture<Reply> each : underWay) {
                assertThat(each.get(30, TimeUnit.SECONDS).status()).isEqualTo(502);
            }

            JsonNode figures = settled(revision);
            assertThat(figures.path("dropped").asLong()).as(figures.toString()).isGreaterThanOrEqualTo(2);
            assertThat(figures.path("nodes").path(1).path("dropped").asLong()).isGreaterThanOrEqualTo(2);
            assertThat(cluster.admin(node).metric("noon_swap_dropped_total")).isGreaterThanOrEqualTo(before + 2);
        }
    }

    /** Other suites make exchanges fail on purpose; theirs would count. */
    private void awaitNoFailures() {
        long[] failures = {-1};
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5_500))
                .until(() -> {
                    long now = cluster.nodes().stream()
                            .mapToLong(node -> cluster.admin(node).metric("status=\"5xx\""))
                            .sum();
                    boolean quiet = now == failures[0];
                    failures[0] = now;
                    return quiet;
                });
    }

    private static CompletableFuture<Reply> ask(Node node) {
        return CompletableFuture.supplyAsync(() -> node.get("/figures-dead"));
    }

    private AdminAnswer applied(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer;
    }

    private JsonNode settled(long revision) {
        Awaitility.await()
                .atMost(SETTLING)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        cluster.admin().figures(revision).json().path("settled").asBoolean());
        return cluster.admin(cluster.node(3)).figures(revision).json();
    }

    private static void assertPending(JsonNode figures) {
        assertThat(figures.path("settled").asBoolean(true))
                .as(figures.toString())
                .isFalse();
        assertThat(figures.has("dropped")).isFalse();
        assertThat(figures.has("allocatedBytes")).isFalse();
        assertThat(figures.path("nodes"))
                .anySatisfy(node -> assertThat(node.path("state").asText()).isEqualTo("pending"));
    }

    private static void assertMeasured(JsonNode node) {
        assertThat(node.path("state").asText()).as(node.toString()).isEqualTo("measured");
        assertThat(node.path("allocatedBytes").asLong()).isPositive();
        assertThat(node.path("collectedBytes").asLong(-1)).isNotNegative();
        assertThat(node.path("pauseMillis").asLong(-1)).isNotNegative();
        assertThat(node.path("dropped").asLong(-1)).isZero();
    }

    private void assertMetrics(Node node, long revision) {
        Awaitility.await()
                .atMost(SETTLING)
                .until(() -> cluster.admin(node).metric("noon_audit_completeness_ratio") == 1);
        assertThat(cluster.admin(node).metric("noon_swap_revision")).isEqualTo(revision);
        assertThat(cluster.admin(node).metric("noon_swap_allocated_bytes")).isPositive();
        assertThat(cluster.admin(node).metric("noon_propagation_millis")).isNotNegative();
    }

    private String byCommandLine(long revision) {
        CliRun.Result result = cluster.cli().run("receipts", Long.toString(revision));
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.out();
    }
}
