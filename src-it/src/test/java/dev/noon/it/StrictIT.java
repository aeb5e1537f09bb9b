package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are put in force by all nodes or by none. */
@OnCluster
class StrictIT {
    /** A node with this little room cannot keep what the policy below wants kept in its heap alone. */
    private static final List<String> LITTLE_ROOM = List.of("-Dnoon.cache.local.bytes=1048576");

    private static final String LARGE = "cache: { storage: local, ttl: 60s, maxObject: 2MiB }";

    private final Cluster cluster;
    private final Node odd;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("answer to " + request.target()));

    StrictIT(Cluster cluster) {
        this.cluster = cluster;
        this.odd = cluster.node(3);
    }

    @AfterEach
    void makeWhole() {
        for (Node node : cluster.nodes()) {
            if (!node.alive()) {
                node.start();
            }
        }
        cluster.awaitWhole();
        upstream.close();
    }

    @Test
    void whatOneNodeCannotCompileIsPutInForceNowhereAndTheNodeIsNamed(@TempDir Path directory) throws IOException {
        odd.stop();
        odd.start(LITTLE_ROOM);
        cluster.awaitWhole();
        Path file = directory.resolve("large.yaml");
        Files.writeString(file, Definitions.proxy("strict-large", upstream.url(), LARGE));
        long head = cluster.admin().head();

        CliRun.Result strict = cluster.cli().run("apply", "--strict", file.toString());

        assertThat(strict.exit()).as(strict.toString()).isEqualTo(1);
        assertThat(strict.err())
                .contains("node-1 could")
                .contains("node-2 could")
                .contains("node-3 could not: ApiProxy/strict-large spec.policies.cache: maxObject is 2MiB");
        assertThat(cluster.admin().head()).isEqualTo(head);
        for (Node node : cluster.nodes()) {
            assertThat(node.get("/strict-large").status()).isEqualTo(404);
            assertThat(node.ready()).isTrue();
        }

        CliRun.Result plain = cluster.cli().run("apply", file.toString());
        assertThat(plain.exit()).as(plain.toString()).isEqualTo(3);
        assertThat(plain.out()).contains("refused: ApiProxy/strict-large spec.policies.cache: maxObject is 2MiB");
        assertThat(cluster.node(1).get("/strict-large").status()).isEqualTo(200);

        odd.stop();
    }

    @Test
    void whatEveryNodeHasPreparedIsCommittedThoughAnUpstreamIsDown() {
        upstream.close();

        AdminAnswer answer =
                cluster.admin().apply(Definitions.proxy("strict-down", upstream.url()), "strict=true&wait=10");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.json().path("revision").path("strict").asBoolean()).isTrue();
        assertThat(cluster.node(2).get("/strict-down").status()).isEqualTo(502);
    }

    @Test
    void aManagerThatDiesWhileNodesVoteLeavesNobodyStuck() {
        Node manager = cluster.node(2);
        long head = cluster.admin().head();
        odd.pause();
        try {
            CompletableFuture<AdminAnswer> hanging = CompletableFuture.supplyAsync(() -> cluster.admin(manager)
                    .apply(Definitions.proxy("strict-orphan", upstream.url()), "strict=true&wait=5"));
            Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> !hanging.isDone());
            manager.kill();
            assertThat(hanging.handle((answer, failure) -> failure).join()).isInstanceOf(CompletionException.class);
        } finally {
            odd.resume();
        }

        manager.start();
        cluster.awaitWhole();
        assertThat(cluster.admin().head()).isEqualTo(head);
        assertThat(cluster.node(1).get("/strict-orphan").status()).isEqualTo(404);
        await().untilAsserted(() -> {
            AdminAnswer next =
                    cluster.admin().apply(Definitions.proxy("strict-next", upstream.url()), "strict=true&wait=10");
            assertThat(next.status()).as(next.toString()).isBetween(200, 201);
            assertThat(next.complete()).isTrue();
        });
        assertThat(odd.get("/strict-next").status()).isEqualTo(200);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(500));
    }
}
