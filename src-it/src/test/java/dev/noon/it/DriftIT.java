package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node whose store is replaced under it follows the one that is there, and counts that it had to. */
class DriftIT {
    @Test
    void aNodeUnderWhichTheStoreIsSwappedServesWhatTheStoreSays() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("an answer"));
                Cluster cluster =
                        Cluster.start(ClusterSpec.of(1, Checkout.find().scratch("drift")))) {
            Node node = cluster.node(1);
            cluster.admin().apply(Definitions.proxy("drift", upstream.url(), header("ours")));
            Path ours = cluster.store().data().resolveSibling("ours");

            cluster.store().kill();
            Files.move(cluster.store().data(), ours);
            cluster.store().restart();
            await(() -> cluster.admin().head() == 0 && node.get("/drift").status() == 404);
            cluster.admin().apply(Definitions.proxy("drift", upstream.url(), header("theirs")));
            await(() -> node.get("/drift").header("X-Definition").equals("theirs"));

            cluster.store().kill();
            Cluster.empty(cluster.store().data());
            Files.delete(cluster.store().data());
            Files.move(ours, cluster.store().data());
            cluster.store().restart();
            await(() -> node.get("/drift").header("X-Definition").equals("ours"));

            assertThat(cluster.admin().metric("noon_drifts_total")).isEqualTo(2);
            assertThat(node.ready()).isTrue();
            cluster.admin().apply(Definitions.proxy("drift", upstream.url(), header("ours again")));
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertWhole(cluster));
        }
    }

    /** What the node wrote into this store, one receipt for each of its revisions, follows one another. */
    private static void assertWhole(Cluster cluster) {
        AdminAnswer checked = cluster.admin().send("GET", "/audit/verify", "");
        assertThat(checked.json().path("faults")).as(checked.toString()).isEmpty();
        assertThat(checked.json().path("receipts").asInt())
                .as(checked.toString())
                .isEqualTo(2);
    }

    private static String header(String version) {
        return "responseHeaders: { set: { X-Definition: " + version + " } }";
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(condition);
    }
}
