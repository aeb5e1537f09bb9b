package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Where requests go and whether they pass: splits, copies, keys and bans, on real nodes. */
@OnCluster
class SplittingIT {
    private static final Pattern BAN = Pattern.compile("([0-9a-f]{32}) +ApiProxy/split-ban +127\\.0\\.0\\.1 ");

    private final Cluster cluster;

    SplittingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void eachUpstreamHasItsShareToOneRequestAndItsOwnStoredAnswers() {
        try (RecordingUpstream old = answering("old");
                RecordingUpstream fresh = answering("new")) {
            String upstreams = Definitions.upstream("split-old", old.url(), "") + "---\n"
                    + Definitions.upstream("split-new", fresh.url(), "") + "---\n";
            String list = "[ { upstream: split-old, weight: 19 }, { upstream: split-new, weight: 1 } ]";
            apply(upstreams + Definitions.proxyOnly("split-turns", list) + "---\n"
                    + Definitions.proxyOnly("split-cached", list, Definitions.CACHE) + "---\n"
                    + Definitions.proxyOnly("split-sticky", list + "\n  affinity: \"${header.X-User}\""));

            int asked = 0;
            for (int i = 1; i <= 100; i++) {
                asked += cluster.node(1).get("/split-turns").text().equals("new") ? 1 : 0;
                assertThat(Math.abs(asked - i / 20.0)).isLessThan(1);
            }
            assertThat(asked).isEqualTo(5);

            int requests = old.requests().size() + fresh.requests().size();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                texts.add(cluster.node(1).get("/split-cached").text());
            }
            assertThat(texts).filteredOn("new"::equals).hasSize(2);
            assertThat(old.requests().size() + fresh.requests().size())
                    .as("one fetch from each")
                    .isEqualTo(requests + 2);

            for (int user = 0; user < 20; user++) {
                String first = cluster.node(1)
                        .get("/split-sticky", "X-User", "u" + user)
                        .text();
                assertThat(cluster.node(2)
                                .get("/split-sticky", "X-User", "u" + user)
                                .text())
                        .isEqualTo(first);
            }
        }
        CliRun.Result explained = cluster.cli().run("explain", "/split-turns");
        assertThat(explained.out()).contains("split     turns by weight").contains("split-new weight 1");
    }

    @Test
    void copiesGoToAnotherUpstreamAndDelayNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream upstream = answering("real");
                RecordingUpstream shadow = RecordingUpstream.start((request, reply) -> {
                    request.body().readAllBytes();
                    release.await(20, TimeUnit.SECONDS);
                    reply.text("shadow");
                })) {
            apply(Definitions.upstream("split-shadow", shadow.url(), "") + "---\n"
                    + Definitions.proxy(
                            "split-mirror", upstream.url(), "mirror: { upstream: split-shadow, maxConcurrent: 2 }"));

            long began = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                Reply reply = post(cluster.node(1), "/split-mirror?i=" + i, "body " + i);
                assertThat(reply.text()).isEqualTo("real");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> shadow.requests().size() == 2);
            assertThat(shadow.last().headers().text("Noon-Mirror")).isEqualTo("split-mirror");
            assertThat(shadow.requests().stream().map(each -> each.target() + " " + each.text()))
                    .containsExactlyInAnyOrder("/split-mirror?i=0 body 0", "/split-mirror?i=1 body 1");

            release.countDown();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                post(cluster.node(1), "/split-mirror?again", "again");
                return shadow.requests().size() > 2;
            });
            shadow.die();
            assertThat(post(cluster.node(1), "/split-mirror", "dead").text()).isEqualTo("real");
        }
    }

    @Test
    void aKeyHasOneEffectOnAllNodesTogether() throws Exception {
        AtomicInteger effects = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            request.body().readAllBytes();
            begun.countDown();
            release.await(20, TimeUnit.SECONDS);
            reply.text("effect " + effects.incrementAndGet());
        })) {
            apply(Definitions.proxy("split-key", upstream.url(), "idempotency: { required: true }"));
            CompletableFuture<Reply> first =
                    CompletableFuture.supplyAsync(() -> post(cluster.node(1), "/split-key", "pay", "k-1"));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            Problems.check(post(cluster.node(2), "/split-key", "pay", "k-1"), 409);
            release.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS).text()).isEqualTo("effect 1");

            for (Node node : cluster.nodes()) {
                Reply again = post(node, "/split-key", "pay", "k-1");
                assertThat(again.text()).isEqualTo("effect 1");
                assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
                Problems.check(post(node, "/split-key", "pay more", "k-1"), 422);
                Problems.check(post(node, "/split-key", "pay"), 400);
            }
            assertThat(post(cluster.node(3), "/split-key", "pay", "k-2").text()).isEqualTo("effect 2");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void whoIsBannedIsBannedOnEveryNodeUntilAnOperatorLiftsIt() {
        try (RecordingUpstream upstream = RecordingUpstream.start(
                (request, reply) -> reply.raw("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"))) {
            apply(Definitions.proxy("split-ban", upstream.url(), "clientBan: { after: 6, within: 1m, for: 10m }"));
            for (int i = 0; i < 6; i++) {
                assertThat(cluster.node(1 + i % 3).get("/split-ban").status()).isEqualTo(401);
            }
            cluster.nodes().forEach(node -> Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> node.get("/split-ban").status() == 403));
            int seen = upstream.requests().size();
            Reply banned = cluster.node(3).get("/split-ban");
            Problems.check(banned, 403);
            assertThat(Integer.parseInt(banned.header("Retry-After"))).isBetween(500, 600);
            assertThat(upstream.requests()).hasSize(seen);

            CliRun.Result list = cluster.cli().run("ban", "list");
            Matcher ban = BAN.matcher(list.out());
            assertThat(ban.find()).as(list.toString()).isTrue();
            CliRun.Result lifted = cluster.cli().run("ban", "lift", ban.group(1));
            assertThat(lifted.exit()).as(lifted.toString()).isZero();
            cluster.nodes()
                    .forEach(node -> assertThat(node.get("/split-ban").status()).isEqualTo(401));
            assertThat(cluster.cli().run("ban", "lift", ban.group(1)).exit()).isEqualTo(1);
        }
    }

    private static RecordingUpstream answering(String text) {
        return RecordingUpstream.start((request, reply) -> {
            request.body().readAllBytes();
            reply.text(text);
        });
    }

    private Reply post(Node node, String path, String body, String... key) {
        String[] headers = key.length == 0 ? new String[0] : new String[] {"Idempotency-Key", key[0]};
        return cluster.http().send("POST", node.url(path), body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
