package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.cluster.Receipt;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Purges by everything that they go by, on three nodes: what they are about is fetched anew everywhere, and nothing else. */
@OnCluster
class PurgeIT {
    private static final String GROUP = """
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: %s }
            spec: { policies: [ { cache: { storage: tiered, ttl: 10m } } ] }
            ---
            """;

    private final Cluster cluster;
    private final AtomicInteger version = new AtomicInteger();
    private final CountDownLatch late = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    /** Answers which version of itself a path has; {@code tags=} in the query says which tags that has. */
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
        String body = "version " + version.get();
        int tags = request.target().indexOf("tags=");
        if (request.target().contains("late") && asked.getCount() > 0) {
            asked.countDown();
            late.await(10, TimeUnit.SECONDS);
        }
        if (tags < 0) {
            reply.text(body, "ETag", "\"" + body.hashCode() + "\"");
        } else {
            reply.text(
                    body,
                    "Surrogate-Key",
                    request.target().substring(tags + 5).replace('+', ' '),
                    "Cache-Tag",
                    "every");
        }
    });

    PurgeIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void close() {
        late.countDown();
        upstream.close();
    }

    @Test
    void aTagIsPurgedWhereverItStandsAndNoClientSeesIt() {
        apply(Definitions.proxy("purge-tag", upstream.url(), Definitions.CACHE));
        String red = "/purge-tag/a?tags=red+round";
        String blue = "/purge-tag/b?tags=blue";
        fill(red, blue);
        assertThat(cluster.node(1).get(red).header("Surrogate-Key")).isEmpty();
        assertThat(cluster.node(1).get("/purge-tag/c?tags=x").header("Cache-Tag"))
                .isEmpty();

        purged("{\"tag\":\"red\"}");

        assertFetchedAnew(red);
        assertKept(blue);
        purged("{\"tag\":\"every\",\"proxy\":\"purge-tag\"}");
        assertFetchedAnew(red, blue);
    }

    @Test
    void aPrefixEndsWithItsSegment() {
        apply(Definitions.proxy("purge-prefix", upstream.url(), Definitions.CACHE));
        fill("/purge-prefix/a", "/purge-prefix/a/b?x=1", "/purge-prefix/ab", "/purge-prefix");

        AdminAnswer answer = purged("{\"prefix\":\"/purge-prefix/a\"}");

        assertThat(answer.json().path("purge").path("proxy").asText()).isEqualTo("purge-prefix");
        assertFetchedAnew("/purge-prefix/a", "/purge-prefix/a/b?x=1");
        assertKept("/purge-prefix/ab", "/purge-prefix");
    }

    @Test
    void aKeyIsOneAnswer() {
        apply(Definitions.proxy("purge-key", upstream.url(), Definitions.CACHE));
        fill("/purge-key/a", "/purge-key/b");
        AdminAnswer explained = cluster.admin()
                .send("GET", "/explain?method=GET&url=" + cluster.node(1).url("/purge-key/a"), "");
        String key = explained.json().findPath("key").asText();
        assertThat(key).as(explained.toString()).matches("[0-9a-f]{64}");

        purged("{\"key\":\"" + key + "\"}");

        assertFetchedAnew("/purge-key/a");
        assertKept("/purge-key/b");
    }

    @Test
    void aGroupIsTheProxiesInItAndAnEndpointIsPartOfAProxy() {
        String endpoints = """
                  endpoints:
                    - match: { methods: [GET], path: /purge-in/quote }
                      policies: [ { cache: { storage: tiered, ttl: 5m } } ]
                """;
        apply(GROUP.formatted("purge-group")
                + Definitions.proxy("purge-in", upstream.url())
                        .replace("{ name: purge-in }", "{ name: purge-in, group: purge-group }")
                + endpoints
                + "---\n"
                + Definitions.proxy("purge-out", upstream.url(), Definitions.CACHE));
        fill("/purge-in", "/purge-in/quote", "/purge-out");

        purged("{\"endpoint\":\"GET /purge-in/quote\",\"proxy\":\"purge-in\"}");
        assertFetchedAnew("/purge-in/quote");
        assertKept("/purge-in", "/purge-out");

        purged("{\"scope\":\"proxy-group\"}");
        assertFetchedAnew("/purge-in");
        assertKept("/purge-in/quote", "/purge-out");

        purged("{\"group\":\"purge-group\"}");
        assertFetchedAnew("/purge-in", "/purge-in/quote");
        assertKept("/purge-out");
    }

    @Test
    void softlyPurgedAnswersAreStaleAndThoseOfOthersStay() {
        apply(Definitions.proxy("purge-soft", upstream.url(), Definitions.CACHE));
        fill("/purge-soft/a?tags=red", "/purge-soft/b?tags=blue");

        purged("{\"tag\":\"red\",\"soft\":true}");

        Reply reply = cluster.node(2).get("/purge-soft/a?tags=red");
        assertThat(reply.cacheStatus()).contains("fwd=stale");
        assertThat(reply.text()).isEqualTo("version 1");
        for (Node node : cluster.nodes()) {
            assertThat(node.get("/purge-soft/a?tags=red").text()).isEqualTo("version 1");
        }
        assertKept("/purge-soft/b?tags=blue");
    }

    @Test
    void aFillUnderWayIsNeverServedAfterThePurge() throws Exception {
        apply(Definitions.proxy("purge-late", upstream.url(), Definitions.CACHE));
        String path = "/purge-late/late?tags=red";
        CompletableFuture<Reply> slow =
                CompletableFuture.supplyAsync(() -> cluster.node(1).get(path));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        purged("{\"tag\":\"red\"}");
        List<CompletableFuture<Reply>> meanwhile = cluster.nodes().stream()
                .map(node -> CompletableFuture.supplyAsync(() -> node.get(path)))
                .toList();
        late.countDown();

        assertThat(slow.get(10, TimeUnit.SECONDS).text()).isEqualTo("version 0");
        for (CompletableFuture<Reply> reply : meanwhile) {
            assertThat(reply.get(10, TimeUnit.SECONDS).text()).isEqualTo("version 1");
        }
        assertFetchedAnew(path);
    }

    @Test
    void neitherAChangeNorARollbackRevivesWhatWasPurged() {
        AdminAnswer first = apply(Definitions.proxy("purge-back", upstream.url(), Definitions.CACHE));
        fill("/purge-back?tags=red");
        purged("{\"tag\":\"red\"}");
        apply(Definitions.proxy(
                "purge-back", upstream.url(), "requestHeaders: { set: { X-New: '1' } }", Definitions.CACHE));
        assertThat(cluster.admin().rollback(first.revision()).complete()).isTrue();
        assertFetchedAnew("/purge-back?tags=red");
    }

    @Test
    void theCommandLineEstimatesPurgesAndNamesEveryNode() {
        apply(Definitions.proxy("purge-cli", upstream.url(), Definitions.CACHE));
        fill("/purge-cli/a?tags=red", "/purge-cli/b?tags=red");

        CliRun.Result dry = cluster.cli().run("purge", "--tag", "red", "--in", "purge-cli", "--dry-run");
        assertThat(dry.exit()).as(dry.toString()).isZero();
        assertThat(dry.out()).isEqualTo("would purge: tag red in purge-cli, ~2 answers\n");
        assertKept("/purge-cli/a?tags=red");

        CliRun.Result done = cluster.cli().run("purge", "--tag", "red", "--in", "purge-cli");
        assertThat(done.exit()).as(done.toString()).isZero();
        assertThat(done.out()).contains("purged: tag red in purge-cli, ~2 answers (operation ");
        assertThat(done.out())
                .contains("node-1")
                .contains("node-2")
                .contains("node-3")
                .contains(" ms");
        assertFetchedAnew("/purge-cli/a?tags=red");

        assertThat(cluster.cli().run("purge", "--group", "nobody").exit()).isEqualTo(1);
        assertThat(cluster.cli().run("purge", "--tag", "a", "--all").exit()).isEqualTo(2);
    }

    /** The upstream has something new from now on; what is purged here must not be served in its place. */
    private AdminAnswer purged(String json) {
        version.incrementAndGet();
        AdminAnswer answer = cluster.admin(cluster.node(3)).purgeBy(json);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        assertThat(answer.receipts()).hasSize(3).allMatch(Receipt::acknowledged);
        return answer;
    }

    private AdminAnswer apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer;
    }

    /** Has every node keep the answers. */
    private void fill(String... paths) {
        for (Node node : cluster.nodes()) {
            for (String path : paths) {
                node.get(path);
                assertThat(node.get(path).cacheStatus()).as(path).contains("detail=local");
            }
        }
    }

    private void assertFetchedAnew(String... paths) {
        for (String path : paths) {
            for (Node node : cluster.nodes()) {
                assertThat(node.get(path).text()).as(node.name() + path).isEqualTo("version " + version.get());
            }
        }
    }

    private void assertKept(String... paths) {
        for (String path : paths) {
            for (Node node : cluster.nodes()) {
                assertThat(node.get(path).hit()).as(node.name() + path).isTrue();
            }
        }
    }
}
