package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.AdminClient;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are rolled out node by node, and nodes that an operator drains. */
@OnCluster
class RolloutIT {
    private static final int PER_SECOND = 100;

    private final Cluster cluster;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("answer to " + request.target()));

    RolloutIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void makeWhole() {
        cluster.nodes().stream().filter(node -> !node.alive()).forEach(Node::start);
        if (!member("node-2").duty().equals("serving")) {
            cluster.admin().drain("node-2", true);
        }
        cluster.awaitWhole();
        upstream.close();
    }

    @Test
    void aRolloutTakesOneNodeAtATimeOutOfReadinessAndNoRequestFailsThoughNobodyHeedsIt() {
        List<Integer> ports =
                cluster.nodes().stream().map(node -> node.address().http()).toList();
        try (Marks marks = new Marks("rollout")) {
            AdminAnswer first = cluster.admin().apply(marks.definitions(0));
            assertThat(first.complete()).as(first.toString()).isTrue();
            marks.acknowledged(0, first.revision());
            Load load = Load.start(new Load.Plan(ports, 2, PER_SECOND), marks);

            AdminAnswer rolled = cluster.admin().apply(marks.definitions(1), "rollout=true&wait=0");
            assertThat(rolled.status()).as(rolled.toString()).isEqualTo(201);
            Set<String> drained = watch(rolled.revision());
            marks.acknowledged(1, rolled.revision());
            LoadReport report = load.stop();

            assertThat(drained).containsExactlyInAnyOrder("node-1", "node-2", "node-3");
            assertThat(report.clean()).as(report.toString()).isTrue();
            assertThat(report.answers()).isGreaterThan(PER_SECOND);
        }
    }

    @Test
    void whatIsNotHotIsRefusedByApplyAndDoneByRollout(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("limit.yaml");
        Files.writeString(file, Definitions.upstream("rollout-limit", upstream.url(), "maxConcurrent: 100"));
        assertThat(cluster.cli().run("apply", file.toString()).exit()).isZero();
        Files.writeString(file, Definitions.upstream("rollout-limit", upstream.url(), "maxConcurrent: 50"));
        long head = cluster.admin().head();

        CliRun.Result plan = cluster.cli().run("plan", file.toString());
        CliRun.Result apply = cluster.cli().run("apply", file.toString());
        assertThat(plan.exit()).as(plan.toString()).isZero();
        assertThat(plan.out())
                .contains("drain: ")
                .contains("`noon rollout`")
                .contains("opens connections to rollout-limit");
        assertThat(apply.exit()).as(apply.toString()).isEqualTo(1);
        assertThat(apply.err()).contains("Upstream/rollout-limit is drain");
        assertThat(cluster.admin().head()).isEqualTo(head);

        CliRun.Result rollout = cluster.cli().run("rollout", "--wait", "110", file.toString());
        assertThat(rollout.exit()).as(rollout.toString()).isZero();
        assertThat(rollout.out()).contains("✓ node-1").contains("✓ node-2").contains("✓ node-3");
        assertThat(cluster.admin().members()).allMatch(member -> member.revision() == head + 1);
    }

    @Test
    void aDrainedNodeSaysSoServesWhatComesConvergesAndStaysDrainedAcrossARestartUntilUndone() {
        Node node = cluster.node(2);
        applied("v1");

        CliRun.Result drained = cluster.cli().run("drain", "node-2");
        assertThat(drained.exit()).as(drained.toString()).isZero();
        await().until(() -> !node.ready());
        assertThat(node.health("ready").orElseThrow().text()).contains("drain");
        assertThat(node.health("live").orElseThrow().status()).isEqualTo(200);
        assertThat(List.of(cluster.node(1).ready(), cluster.node(3).ready())).containsExactly(true, true);
        assertThat(node.get("/rollout-drain").status()).isEqualTo(200);
        await().until(() -> member("node-2").duty().equals("drained"));

        applied("v2");
        assertThat(node.get("/rollout-drain").header("X-Definition")).isEqualTo("v2");

        node.stop();
        node.start();
        node.awaitStarted();
        await().until(() -> member("node-2").live() && !member("node-2").duty().equals("serving"));
        assertThat(node.ready()).isFalse();
        await().until(() -> node.health("ready").map(Reply::text).orElse("").contains("\"accepting\":\"true\""));
        assertThat(node.get("/rollout-drain").header("X-Definition")).isEqualTo("v2");

        CliRun.Result undone = cluster.cli().run("drain", "node-2", "--undo");
        assertThat(undone.exit()).as(undone.toString()).isZero();
        node.awaitReady();
        assertThat(member("node-2").duty()).isEqualTo("serving");
    }

    /** Looks at everybody's health until all have the revision; answers who was not ready at one time or another. */
    private Set<String> watch(long revision) {
        Set<String> seen = new HashSet<>();
        Awaitility.await("all nodes have revision " + revision)
                .atMost(Duration.ofSeconds(100))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    List<String> unready = cluster.nodes().stream()
                            .filter(node -> !node.ready())
                            .map(Node::name)
                            .toList();
                    assertThat(unready).hasSizeLessThanOrEqualTo(1);
                    seen.addAll(unready);
                    return cluster.admin().receipts(revision).complete();
                });
        return seen;
    }

    private void applied(String version) {
        AdminAnswer answer = cluster.admin()
                .apply(Definitions.proxy(
                        "rollout-drain",
                        upstream.url(),
                        "responseHeaders: { set: { X-Definition: " + version + " } }"));
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }

    private AdminClient.Member member(String name) {
        return cluster.admin().members().stream()
                .filter(member -> member.node().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
