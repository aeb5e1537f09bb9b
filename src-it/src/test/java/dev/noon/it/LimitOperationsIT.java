package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of counters, and that what they reset begins anew, on real nodes. */
@OnCluster
class LimitOperationsIT {
    private static final String LIMITS = "/limits";
    private static final String BACKEND = "operated-backend";
    private static final String EXACT = "quota: { limit: 10, per: hour, mode: exact, " + LimitedClient.BY + " }";
    private static final String LEASED = "quota: { limit: 1000, per: hour, mode: leased, " + LimitedClient.BY + " }";

    private final Cluster cluster;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("answer"));

    LimitOperationsIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void awaitAnHourThatLasts() {
        LimitedClient.awaitRoom(Duration.ofHours(1), Duration.ofSeconds(15));
        apply(Definitions.upstream(BACKEND, upstream.url(), ""));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void whoIsNearALimitIsSeenFromEveryNodeWhicheverWasAsked() {
        apply(Definitions.proxyOnly("operated-seen", BACKEND, EXACT));
        new LimitedClient(cluster, "/operated-seen", "busy").askOften(3, 12);
        new LimitedClient(cluster, "/operated-seen", "calm").askOften(2, 2);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (int node = 1; node <= 3; node++) {
                JsonNode limit =
                        send(node, "GET", "?proxy=operated-seen", "").json().at("/limits/0");
                assertThat(limit.path("identities").asInt()).isEqualTo(2);
                assertThat(limit.path("near").asInt()).isEqualTo(1);
                assertThat(limit.path("over").asInt()).isEqualTo(2);
            }
        });
        AdminAnswer top = send(1, "GET", "/top?proxy=operated-seen", "");
        assertThat(top.json().at("/counters/0/used").asInt()).as(top.toString()).isEqualTo(10);
        assertThat(top.json().at("/counters/0/identity").asText())
                .isEqualTo(new LimitedClient(cluster, "/operated-seen", "busy")
                        .ask(1)
                        .header("X-RateLimit-Identity"));
        assertThat(top.reply().text()).as("a value may be a secret").doesNotContain("busy");
        assertThat(cluster.admin(cluster.node(3)).metric("noon_quota_near")).isPositive();

        JsonNode counter =
                send(1, "GET", "/" + id("operated-seen") + "?value=calm", "").json();
        assertThat(counter.at("/counters/0/used").asInt())
                .as(counter.toString())
                .isEqualTo(2);

        AdminAnswer plan = cluster.admin()
                .plan(Definitions.proxyOnly("operated-seen", BACKEND, EXACT.replace("limit: 10", "limit: 5")));
        assertThat(plan.json().at("/effects/counters/touched/0/live").toString())
                .isEqualTo("{\"identities\":\"~2\",\"used\":10,\"of\":10}");
    }

    @Test
    void whoIsResetHasTheWholeLimitAgainOnEveryNodeAndNobodyElseHas() {
        apply(Definitions.proxyOnly("operated-reset", BACKEND, EXACT));
        LimitedClient one = new LimitedClient(cluster, "/operated-reset", "one");
        LimitedClient other = new LimitedClient(cluster, "/operated-reset", "other");
        for (LimitedClient client : List.of(one, other)) {
            assertPassed(client.askOften(1, 11));
        }

        reset("operated-reset", "\"value\":\"one\"");

        assertPassed(
                IntStream.rangeClosed(1, 12).mapToObj(i -> one.ask(1 + i % 3)).toList());
        Awaitility.await().until(() -> other.ask(2).status() != 503);
        assertThat(other.ask(2).status()).isEqualTo(429);

        reset("operated-reset", "\"all\":true");

        assertThat(Left.unitsOf(one.ask(2))).isEqualTo(9);
        assertThat(Left.unitsOf(other.ask(3))).isEqualTo(9);
    }

    @Test
    void unitsThatNodesHadInAdvanceAreNotSpentAfterAReset() throws Exception {
        apply(Definitions.proxyOnly("operated-leased", BACKEND, LEASED));
        LimitedClient client = new LimitedClient(cluster, "/operated-leased", "one");
        assertThat(LimitedClient.count(client.askAtOnce(150), 200)).isEqualTo(150);

        reset("operated-leased", "\"value\":\"one\"");

        int passed = LimitedClient.count(client.askAtOnce(1200), 200);
        assertThat(passed).isBetween(1000 - 100 * cluster.nodes().size(), 1000);
    }

    /** As many as the limit; but what the grid did not answer in time may have taken a unit, and passed nobody. */
    private static void assertPassed(List<Reply> replies) {
        int unknown = LimitedClient.count(replies, 503);
        assertThat(LimitedClient.count(replies, 200))
                .as("passed, with %s unknown", unknown)
                .isBetween(10 - unknown, 10);
        assertThat(unknown).isLessThan(5);
    }

    private void reset(String proxy, String whose) {
        AdminAnswer done = send(1, "POST", "/reset?wait=10", "{\"limit\":\"" + id(proxy) + "\"," + whose + "}");
        assertThat(done.complete()).as(done.toString()).isTrue();
        assertThat(done.receipts()).hasSizeGreaterThanOrEqualTo(3);
    }

    private String id(String proxy) {
        return StreamSupport.stream(
                        send(1, "GET", "?proxy=" + proxy, "")
                                .json()
                                .path("limits")
                                .spliterator(),
                        false)
                .map(limit -> limit.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private AdminAnswer send(int node, String method, String path, String body) {
        return cluster.admin(cluster.node(node)).send(method, LIMITS + path, body, "Content-Type", "application/json");
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
