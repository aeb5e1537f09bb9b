package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.cluster.Receipt;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apply, propagate, serve: the whole main job on three nodes. */
@OnCluster
class MainJobIT {
    private final Cluster cluster;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("answer to " + request.target()));

    MainJobIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void anApplyReachesEveryNodeAndTheGridSharesWhatOneNodeFetched() {
        AdminAnswer applied = apply(Definitions.proxy("main-share", upstream.url(), Definitions.CACHE));

        assertThat(applied.receipts())
                .extracting(Receipt::node)
                .containsExactlyInAnyOrder("node-1", "node-2", "node-3");
        assertThat(applied.receipts()).allMatch(Receipt::acknowledged);

        Reply first = cluster.node(1).get("/main-share/a?x=1");
        assertThat(first.text()).isEqualTo("answer to /main-share/a?x=1");
        assertThat(first.cacheStatus())
                .contains("noon")
                .contains("fwd=uri-miss")
                .contains("stored");
        assertThat(first.revision()).isEqualTo(applied.revision());

        assertHit(cluster.node(2).get("/main-share/a?x=1"), "grid", first);
        assertHit(cluster.node(2).get("/main-share/a?x=1"), "local", first);
        assertHit(cluster.node(3).get("/main-share/a?x=1"), "grid", first);
        assertHit(cluster.node(1).get("/main-share/a?x=1"), "local", first);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void anEditChangesTheAnswerAndTheRevisionOnEveryNode() {
        AdminAnswer before = apply(Definitions.proxy(
                "main-edit", upstream.url(), "responseHeaders: { set: { X-Definition: v1 } }", Definitions.CACHE));
        cluster.nodes().forEach(node -> assertThat(node.get("/main-edit").header("X-Definition"))
                .isEqualTo("v1"));

        AdminAnswer after = apply(Definitions.proxy(
                "main-edit", upstream.url(), "responseHeaders: { set: { X-Definition: v2 } }", Definitions.CACHE));

        assertThat(after.revision()).isGreaterThan(before.revision());
        for (Node node : cluster.nodes()) {
            Reply reply = node.get("/main-edit");
            assertThat(reply.header("X-Definition")).isEqualTo("v2");
            assertThat(reply.revision()).isEqualTo(after.revision());
        }
    }

    @Test
    void applyingTheSameAgainChangesNothing() {
        String definitions = Definitions.proxy("main-same", upstream.url());
        apply(definitions);
        long head = cluster.admin().head();

        AdminAnswer again = cluster.admin(cluster.node(3)).apply(definitions);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.outcome()).isEqualTo("unchanged");
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void aPlanNamesTheChangeAndPublishesNothing() {
        apply(Definitions.proxy("main-plan", upstream.url(), "responseHeaders: { set: { X-Definition: v1 } }"));
        long head = cluster.admin().head();

        AdminAnswer plan = cluster.admin()
                .plan(Definitions.proxy("main-plan", upstream.url(), "responseHeaders: { set: { X-Definition: v2 } }"));

        assertThat(plan.outcome()).isEqualTo("planned");
        assertThat(plan.json().path("verdict").asText()).isEqualTo("hot");
        assertThat(plan.json().path("changes")).hasSize(1);
        assertThat(plan.json().path("changes").path(0).path("fields").toString())
                .contains("/spec/policies/0/responseHeaders/set/X-Definition")
                .contains("v1")
                .contains("v2");
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void theCommandLineAppliesShowsAndRollsBack(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("roll.yaml");
        long first = applyByCommandLine(file, "responseHeaders: { set: { X-Definition: v1 } }");
        Reply old = cluster.node(2).get("/main-roll");
        long second = applyByCommandLine(
                file, "responseHeaders: { set: { X-Definition: v2 } }", "requestHeaders: { set: { X-New: '1' } }");
        assertThat(cluster.node(2).get("/main-roll").header("X-Definition")).isEqualTo("v2");

        CliRun.Result history = cluster.cli().run("history");
        assertThat(history.exit()).as(history.toString()).isZero();
        assertThat(history.out()).contains(Long.toString(first)).contains(Long.toString(second));
        CliRun.Result show = cluster.cli().run("show", Long.toString(second));
        assertThat(show.exit()).as(show.toString()).isZero();
        assertThat(show.out()).contains("main-roll");

        int fetches = upstream.requests().size();
        CliRun.Result rollback = cluster.cli().run("rollback", Long.toString(first));
        assertThat(rollback.exit()).as(rollback.toString()).isZero();
        assertThat(rollback.out()).contains("node-1").contains("node-2").contains("node-3");
        Reply back = cluster.node(2).get("/main-roll");
        assertThat(back.header("X-Definition")).isEqualTo("v1");
        assertThat(back.text()).isEqualTo(old.text());
        assertThat(back.revision()).isGreaterThan(second);
        assertThat(upstream.requests()).as("a rollback revives no old body").hasSizeGreaterThan(fetches);
    }

    @Test
    void aPurgeEmptiesEveryNodeAndTheGrid() {
        apply(Definitions.proxy("main-purge", upstream.url(), Definitions.CACHE));
        for (Node node : cluster.nodes()) {
            for (Node each : cluster.nodes()) {
                node.get("/main-purge?" + each.name());
            }
        }
        cluster.nodes().forEach(node -> assertThat(
                        node.get("/main-purge?" + node.name()).cacheStatus())
                .contains("detail=local"));

        AdminAnswer purge = cluster.admin(cluster.node(2)).purge("main-purge");

        assertThat(purge.status()).as(purge.toString()).isEqualTo(201);
        assertThat(purge.complete()).isTrue();
        assertThat(purge.receipts()).hasSize(3).allMatch(Receipt::acknowledged);
        for (Node node : cluster.nodes()) {
            Reply reply = node.get("/main-purge?" + node.name());
            assertThat(reply.cacheStatus()).contains("fwd=").doesNotContain("; hit");
        }
        assertThat(cluster.node(1).get("/main-purge?node-2").hit()).isTrue();
    }

    @Test
    void aGetThatAnnouncesAnEmptyBodyIsCachedToo() throws IOException {
        apply(Definitions.proxy("main-empty", upstream.url(), Definitions.CACHE));
        try (RawConnection client = RawConnection.open(cluster.node(1).address().http())) {
            Headers empty = Headers.of("Content-Length", "0");
            assertThat(client.get("/main-empty", empty).cacheStatus()).contains("stored");
            assertThat(client.get("/main-empty", empty).hit()).isTrue();
        }
    }

    @Test
    void anOutgoingHeaderKeepsTheCacheAndARequestHeaderDropsIt() {
        apply(Definitions.proxy("main-taint", upstream.url(), Definitions.CACHE));
        Reply cold = cluster.node(1).get("/main-taint");

        apply(Definitions.proxy(
                "main-taint", upstream.url(), "responseHeaders: { set: { X-Late: '1' } }", Definitions.CACHE));
        Reply kept = cluster.node(1).get("/main-taint");
        assertHit(kept, "local", cold);
        assertThat(kept.header("X-Late")).isEqualTo("1");

        apply(Definitions.proxy(
                "main-taint",
                upstream.url(),
                "responseHeaders: { set: { X-Late: '1' } }",
                Definitions.CACHE,
                "requestHeaders: { set: { X-Channel: web } }"));
        for (Node node : cluster.nodes()) {
            assertThat(node.get("/main-taint?" + node.name()).hit()).isFalse();
        }
        assertThat(cluster.node(1).get("/main-taint").hit()).isFalse();
        assertThat(upstream.last().headers().text("X-Channel")).isEqualTo("web");
    }

    private AdminAnswer apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.outcome()).isEqualTo("applied");
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer;
    }

    private long applyByCommandLine(Path file, String... policies) throws IOException {
        String[] all = java.util.Arrays.copyOf(policies, policies.length + 1);
        all[policies.length] = Definitions.CACHE;
        Files.writeString(file, Definitions.proxy("main-roll", upstream.url(), all));
        CliRun.Result result = cluster.cli().run("apply", "-m", "by command line", file.toString());
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains("node-1").contains("node-2").contains("node-3");
        return cluster.admin().head();
    }

    private static void assertHit(Reply reply, String tier, Reply original) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.cacheStatus()).contains("; hit").contains("detail=" + tier);
        assertThat(reply.headers().first("Age")).isPresent();
        assertThat(reply.text()).isEqualTo(original.text());
    }
}
