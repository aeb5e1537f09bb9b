package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a cache policy promises, on three real nodes. */
@OnCluster
class CachingIT {
    private static final int ON_EACH_NODE = 40;

    private final Cluster cluster;

    CachingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aColdKeyThatEveryNodeIsAskedForIsFetchedOnce() throws Exception {
        try (RecordingUpstream upstream = slowly("max-age=60")) {
            apply(Definitions.proxy("once", upstream.url(), "cache: { ttl: 60s, coalesce: { wait: 20s } }"));
            List<Integer> fetches = new ArrayList<>();
            for (int key = 0; key < 3; key++) {
                int before = upstream.requests().size();
                List<Reply> replies = all("/once/" + key);
                assertThat(replies).allMatch(reply -> reply.status() == 200);
                assertThat(replies.stream().map(reply -> reply.headers().text("Cache-Status")))
                        .anyMatch(status -> status.equals("noon; fwd=uri-miss; collapsed"));
                fetches.add(upstream.requests().size() - before);
            }
            assertThat(fetches).containsOnly(1);
        }
    }

    @Test
    void whatIsNotStoredMakesNobodyWaitForAnybody() throws Exception {
        try (RecordingUpstream upstream = slowly("no-store")) {
            apply(Definitions.proxy("unshared", upstream.url(), "cache: { ttl: 60s, coalesce: { wait: 20s } }"));
            get(1, "/unshared");
            long began = System.nanoTime();
            assertThat(all("/unshared")).allMatch(reply -> reply.status() == 200);
            // One after the other they would take 120 times half a second.
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
            assertThat(upstream.requests()).hasSize(1 + cluster.nodes().size() * ON_EACH_NODE);
        }
    }

    @Test
    void aStaleAnswerIsServedWhileOneRequestFetchesAnother() {
        AtomicInteger version = new AtomicInteger();
        try (RecordingUpstream upstream =
                RecordingUpstream.start((request, reply) -> reply.text("v" + version.incrementAndGet()))) {
            apply(Definitions.proxy("swr", upstream.url(), "cache: { ttl: 1s, staleWhileRevalidate: 1h }"));
            assertThat(get(1, "/swr").text()).isEqualTo("v1");
            Reply stale = await(
                    1, "/swr", reply -> reply.headers().text("Cache-Status").contains("ttl=-"));
            assertThat(stale.text()).isEqualTo("v1");
            await(1, "/swr", reply -> !reply.text().equals("v1"));
        }
    }

    @Test
    void aStaleAnswerStandsInForAnUpstreamThatIsGone() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("kept"))) {
            apply(Definitions.proxy(
                    "stand-in",
                    upstream.url(),
                    "cache: { ttl: 1s, staleIfError: 1h, onError: { status: 503, message: \"back at noon\" } }"));
            assertThat(get(1, "/stand-in").text()).isEqualTo("kept");
            upstream.die();
            Reply stale = await(2, "/stand-in", reply -> reply.headers()
                    .text("Cache-Status")
                    .contains("ttl=-"));
            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.text()).isEqualTo("kept");
            Reply instead = get(3, "/stand-in/other");
            assertThat(instead.status()).isEqualTo(503);
            assertThat(instead.text()).contains("back at noon");
        }
    }

    @Test
    void whatIsStaleIsValidated() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            if (request.headers().has("If-None-Match")) {
                reply.send(304, new byte[0], Headers.of("ETag", "\"a\"", "Cache-Control", "max-age=60"));
            } else {
                reply.text("whole", "ETag", "\"a\"", "Cache-Control", "max-age=1");
            }
        })) {
            apply(Definitions.proxy("validated", upstream.url(), "cache: { mode: http }"));
            assertThat(get(1, "/validated").text()).isEqualTo("whole");
            Reply validated = await(1, "/validated", reply -> reply.headers()
                    .text("Cache-Status")
                    .contains("fwd-status=304"));
            assertThat(validated.status()).isEqualTo(200);
            assertThat(validated.text()).isEqualTo("whole");
            assertThat(get(2, "/validated").headers().text("Cache-Status")).startsWith("noon; hit");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void whatAClientChangedThroughOneNodeIsFetchedAnewOnEveryNode() {
        AtomicInteger version = new AtomicInteger();
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            if (request.method().equals("PUT")) {
                version.incrementAndGet();
            }
            reply.text("v" + version.get(), "Cache-Control", "max-age=600");
        })) {
            apply(Definitions.proxy("changed", upstream.url(), "cache: { mode: http }"));
            for (int node = 1; node <= 3; node++) {
                assertThat(get(node, "/changed").text()).isEqualTo("v0");
                assertThat(get(node, "/changed").headers().text("Cache-Status")).contains("detail=local");
            }
            assertThat(cluster.http()
                            .send("PUT", cluster.node(2).url("/changed"), new byte[0])
                            .status())
                    .isEqualTo(200);
            for (int node = 1; node <= 3; node++) {
                assertThat(await(node, "/changed", reply -> reply.text().equals("v1")))
                        .isNotNull();
            }
        }
    }

    @Test
    void aPolicyKeepsNoMoreInTheHeapThanItsCapacity() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("a"))) {
            apply(Definitions.proxy("crowded", upstream.url(), "cache: { ttl: 10m, storage: local, capacity: 5 }"));
            for (int i = 0; i < 60; i++) {
                get(1, "/crowded/" + i);
            }
            String[] evicted = {"noon_proxy_cache_evictions_total", "proxy=\"crowded\"", "reason=\"size\""};
            Awaitility.await().until(() -> cluster.admin(cluster.node(1)).total(evicted) >= 55);
        }
    }

    private List<Reply> all(String target) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(cluster.nodes().size() * ON_EACH_NODE);
        try {
            List<Future<Reply>> asked = new ArrayList<>();
            for (int i = 0; i < ON_EACH_NODE; i++) {
                for (Node node : cluster.nodes()) {
                    asked.add(clients.submit(() -> cluster.http().get(node.url(target))));
                }
            }
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : asked) {
                replies.add(reply.get(2, TimeUnit.MINUTES));
            }
            return replies;
        } finally {
            clients.shutdownNow();
        }
    }

    private Reply await(int node, String target, Predicate<Reply> such) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(node, target), such);
    }

    private Reply get(int node, String target) {
        return cluster.http().get(cluster.node(node).url(target));
    }

    /** Answers after half a second, to as many as come. */
    private static RecordingUpstream slowly(String cacheControl) {
        return RecordingUpstream.start((request, reply) -> {
            TimeUnit.MILLISECONDS.sleep(500);
            reply.text("answer", "Cache-Control", cacheControl);
        });
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
