package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of stored answers when a node comes and when one goes. Each test leaves the cluster whole. */
@OnCluster
class JoinIT {
    private static final int HOT = 40;
    private static final int TIMES = 30;
    private static final int KEPT = 200;
    /** What a key takes in a node's list, at the least. */
    private static final int KEY_BYTES = 55;

    private final Cluster cluster;
    private final Node joining;
    private final AtomicInteger version = new AtomicInteger(1);
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
        if (request.target().contains("lang")) {
            reply.text("version " + version, "Vary", "Accept-Language");
        } else {
            reply.text("version " + version + " of " + request.target());
        }
    });

    JoinIT(Cluster cluster) {
        this.cluster = cluster;
        this.joining = cluster.node(3);
    }

    @AfterEach
    void makeWhole() {
        cluster.nodes().stream().filter(node -> !node.alive()).forEach(Node::start);
        cluster.awaitWhole();
        upstream.close();
    }

    /** One story, because stopping and starting nodes is what takes long. */
    @Test
    void nodesGoAndComeBack() {
        apply(Definitions.proxy("join-hot", upstream.url(), Definitions.CACHE));
        apply(Definitions.proxy("join-left", upstream.url(), "cache: { storage: distributed, ttl: 10m }"));
        assertThat(cluster.nodes()).allMatch(node -> majority(node) == 1);
        makeHot();
        storeOnAll();
        await().until(() -> listed() >= HOT * KEY_BYTES);

        joining.stop();
        await().until(() -> cluster.admin().metric("noon_grid_members") == 2);
        assertThat(majority(cluster.node(1))).isEqualTo(1);
        whatHadABackupStays(List.of(cluster.node(1), cluster.node(2)));
        assertThat(cluster.admin().purgeBy("{\"prefix\":\"/join-hot/purged\"}").status())
                .isEqualTo(201);

        cluster.node(2).stop();
        await().until(() -> majority(cluster.node(1)) == 0);
        whatHadABackupStays(List.of(cluster.node(1)));

        version.set(2);
        joining.start();
        joining.awaitReady();
        await().until(() -> majority(cluster.node(1)) == 1);
        whatWasHotIsInItsHeap();
    }

    private void makeHot() {
        for (int key = 0; key < HOT; key++) {
            ask("/join-hot/" + key);
        }
        ask("/join-hot/purged");
        ask("/join-hot/lang", "Accept-Language", "de");
    }

    private void storeOnAll() {
        for (int key = 0; key < KEPT; key++) {
            String path = "/join-left/" + key;
            Node node = cluster.nodes().get(key % 3);
            await().until(() -> node.get(path).hit());
        }
        assertThat(stored(cluster.nodes())).hasSize(KEPT);
        assertThat(stored(List.of(joining))).hasSizeGreaterThan(KEPT / 10);
    }

    /** Nothing is fetched again, but for what the grid did not give within its budget. */
    private void whatHadABackupStays(List<Node> rest) {
        await().untilAsserted(() -> assertThat(stored(rest)).hasSize(KEPT));
        int before = upstream.requests().size();
        long lateBefore = late(rest);
        List<String> fetched = new ArrayList<>();
        for (int key = 0; key < KEPT; key++) {
            Reply reply = rest.get(key % rest.size()).get("/join-left/" + key);
            assertThat(reply.text()).isEqualTo("version 1 of /join-left/" + key);
            if (!reply.cacheStatus().contains("; hit") || !reply.cacheStatus().contains("detail=grid")) {
                fetched.add(reply.cacheStatus());
            }
        }
        long late = late(rest) - lateBefore;
        assertThat(fetched).as("not from the grid").hasSizeLessThanOrEqualTo((int) late);
        assertThat(upstream.requests().size() - before).isLessThanOrEqualTo(fetched.size());
    }

    private long late(List<Node> nodes) {
        return nodes.stream()
                .map(cluster::admin)
                .mapToLong(admin -> admin.metric("noon_grid_timeouts_total") + admin.metric("noon_grid_skipped_total"))
                .sum();
    }

    /** From the first request on, and without asking the grid or the upstream; but for what was purged while it was away. */
    private void whatWasHotIsInItsHeap() {
        int before = upstream.requests().size();
        assertThat(cluster.admin(joining).metric("noon_cache_taken_over_total"))
                .as(joining.output())
                .isGreaterThanOrEqualTo(HOT);
        for (int key = 0; key < HOT; key++) {
            Reply reply = joining.get("/join-hot/" + key);
            assertThat(reply.text()).isEqualTo("version 1 of /join-hot/" + key);
            assertThat(reply.cacheStatus()).contains("; hit", "detail=local");
        }
        assertThat(joining.get("/join-hot/lang", "Accept-Language", "de").cacheStatus())
                .contains("; hit", "detail=local");
        assertThat(upstream.requests()).hasSize(before);
        await().until(() -> hits("local") == HOT + 1);
        assertThat(hits("grid")).isZero();
        assertThat(joining.output()).contains("answers that other nodes are asked for most");

        assertThat(joining.get("/join-hot/purged").text()).isEqualTo("version 2 of /join-hot/purged");
        assertThat(upstream.requests()).hasSize(before + 1);
    }

    private long majority(Node node) {
        return cluster.admin(node).metric("noon_grid_majority");
    }

    /** Asks the nodes that stay for it, often enough to be listed. */
    private void ask(String path, String... headers) {
        for (int i = 0; i < TIMES; i++) {
            assertThat(cluster.node(1 + i % 2).get(path, headers).status()).isEqualTo(200);
        }
    }

    private long hits(String tier) {
        return cluster.admin(joining)
                .total("noon_proxy_cache_hits_total", "proxy=\"join-hot\"", "tier=\"" + tier + "\"");
    }

    /** Bytes of the longest list of what a node is asked for most. */
    private int listed() {
        int most = 0;
        for (Node node : List.of(cluster.node(1), cluster.node(2))) {
            for (JsonNode entry : entries(node, "/cache/scopes/routing/entries?limit=500")) {
                if (entry.path("kind").asText().equals("hottest")) {
                    most = Math.max(most, entry.path("bytes").asInt());
                }
            }
        }
        return most;
    }

    /** Keys of the answers that those nodes own in the grid. */
    private Set<String> stored(List<Node> nodes) {
        Set<String> keys = new HashSet<>();
        for (Node node : nodes) {
            entries(node, "/cache/scopes/proxy/entries?proxy=join-left&limit=500&tier=grid")
                    .forEach(entry -> keys.add(entry.path("key").asText()));
        }
        return keys;
    }

    private JsonNode entries(Node node, String path) {
        AdminAnswer answer = cluster.admin(node).send("GET", path, "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("entries");
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
