package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.AdminClient;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.cluster.Receipt;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes and stores that are killed, paused, or away at the wrong moment. Each test leaves the cluster whole. */
@OnCluster
class FaultIT {
    private final Cluster cluster;
    private final Node victim;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("answer to " + request.target()));

    FaultIT(Cluster cluster) {
        this.cluster = cluster;
        this.victim = cluster.node(3);
    }

    @AfterEach
    void makeWhole() {
        if (!cluster.store().alive()) {
            cluster.store().restart();
        }
        for (Node node : cluster.nodes()) {
            if (!node.alive()) {
                node.start();
            }
        }
        cluster.awaitWhole();
        upstream.close();
    }

    @Test
    void whenANodeIsKilledTheOthersGoOnAndItCatchesUpBeforeItServesAgain() {
        try (Marks marks = new Marks("fault-node")) {
            apply(marks, 0);
            List<Integer> ports = List.of(
                    cluster.node(1).address().http(), cluster.node(2).address().http());
            Load load = Load.start(new Load.Plan(ports, 2, 50), marks);
            victim.kill();
            AdminAnswer atOnce = cluster.admin().apply(marks.definitions(1), "wait=1");
            assertThat(atOnce.status()).isEqualTo(201);
            await().until(() -> !member(victim).live());
            AdminAnswer later = apply(marks, 2);

            assertThat(later.receipts()).extracting(Receipt::node).containsExactlyInAnyOrder("node-1", "node-2");
            LoadReport report = load.stop();
            assertThat(report.clean()).as(report.toString()).isTrue();

            victim.start();
            victim.awaitReady();
            Reply reply = victim.get(marks.path() + "/x?n=0");
            assertThat(reply.header("X-Definition")).isEqualTo("2");
            assertThat(reply.revision()).isEqualTo(later.revision());
        }
    }

    @Test
    void aLaggardIsNamedAndConverges(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("laggard.yaml");
        Files.writeString(file, Definitions.proxy("fault-laggard", upstream.url(), header("v1")));
        assertThat(cluster.cli().run("apply", file.toString()).exit()).isZero();

        Laggard laggard;
        int version = 1;
        do {
            String next = "v" + ++version;
            Files.writeString(file, Definitions.proxy("fault-laggard", upstream.url(), header(next)));
            laggard = applyWithoutTheVictim(file, next);
            long head = cluster.admin().head();
            await().until(() -> cluster.admin().receipts(head).receipts().stream()
                    .anyMatch(receipt -> receipt.node().equals(victim.name()) && receipt.acknowledged()));
            AdminAnswer acknowledged = cluster.admin().receipts(head);
            assertThat(acknowledged.complete()).isTrue();
            assertThat(acknowledged.receipts())
                    .filteredOn(receipt -> receipt.node().equals(victim.name()))
                    .allMatch(Receipt::acknowledged)
                    .hasSize(1);
            assertThat(victim.get("/fault-laggard").header("X-Definition")).isEqualTo(next);
        } while (!laggard.wasLive() && version < 5);

        assertThat(laggard.result().exit()).as(laggard.toString()).isEqualTo(3);
        assertThat(laggard.result().out() + laggard.result().err()).contains(victim.name());
    }

    /**
     * What was said of an apply while the victim was paused.
     *
     * @param paused for how long; one that says nothing for ten seconds is not waited for
     */
    private record Laggard(CliRun.Result result, Duration paused) {
        boolean wasLive() {
            return paused.compareTo(Duration.ofSeconds(9)) < 0;
        }
    }

    private Laggard applyWithoutTheVictim(Path file, String version) {
        long began = System.nanoTime();
        victim.pause();
        try {
            CliRun.Result result = cluster.cli().run("apply", "--wait", "2", file.toString());
            Laggard laggard = new Laggard(result, Duration.ofNanos(System.nanoTime() - began));
            await().until(() ->
                    cluster.node(2).get("/fault-laggard").header("X-Definition").equals(version));
            return laggard;
        } finally {
            victim.resume();
        }
    }

    @Test
    void withoutTheStoreTrafficGoesOnAndWritesAreRefused() {
        try (Marks marks = new Marks("fault-store")) {
            apply(marks, 0);
            List<Integer> ports =
                    cluster.nodes().stream().map(node -> node.address().http()).toList();
            Load load = Load.start(new Load.Plan(ports, 2, 60), marks);

            cluster.store().kill();
            AdminAnswer refused = cluster.admin().apply(marks.definitions(1));
            assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
            assertThat(refused.json().path("type").asText()).endsWith("/store-unavailable");
            assertThat(cluster.admin().purge("fault-store-even").status()).isEqualTo(503);
            long answers = load.report().answers();
            await().until(() -> load.report().answers() > answers + 200);

            cluster.store().restart();
            await().until(() -> cluster.admin().head() > 0);
            apply(marks, 1);
            LoadReport report = load.stop();
            assertThat(report.clean()).as(report.toString()).isTrue();
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillOfTheStore() {
        for (int round = 1; round <= 3; round++) {
            AdminAnswer applied = cluster.admin()
                    .apply(Definitions.proxy("fault-durable", upstream.url(), header("v" + round)), "wait=0");
            cluster.store().kill();
            assertThat(applied.status()).as(applied.toString()).isEqualTo(201);

            cluster.store().restart();
            String version = "v" + round;
            await().until(() -> cluster.admin().head() == applied.revision());
            for (Node node : cluster.nodes()) {
                await().until(() ->
                        node.get("/fault-durable").header("X-Definition").equals(version));
            }
        }
    }

    @Test
    void aNodeThatStartsWithoutTheStoreServesItsLastGoodRevisionOrSaysWhyItCannot() {
        apply(Definitions.proxy("fault-start", upstream.url(), header("kept")));
        long head = cluster.admin().head();
        await().until(() -> LastGood.of(victim.data()).has("fault-start"));
        victim.kill();
        cluster.store().kill();

        victim.start();
        victim.awaitReady();
        Reply reply = victim.get("/fault-start");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Definition")).isEqualTo("kept");
        assertThat(reply.revision()).isEqualTo(head);

        victim.kill();
        Cluster.empty(victim.data());
        victim.start();
        // Before the application is deployed the listener answers 404.
        Awaitility.await("health answers 503")
                .atMost(Node.READY)
                .until(() -> victim.health("ready").map(Reply::status).orElse(0) == 503);
        await().until(() -> victim.health("ready").map(Reply::text).orElse("").contains("store"));
        assertThat(victim.health("live").orElseThrow().status()).isEqualTo(200);

        cluster.store().restart();
        victim.awaitReady();
        assertThat(victim.get("/fault-start").header("X-Definition")).isEqualTo("kept");
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    private AdminClient.Member member(Node node) {
        return cluster.admin().members().stream()
                .filter(member -> member.node().equals(node.name()))
                .findFirst()
                .orElseThrow();
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
