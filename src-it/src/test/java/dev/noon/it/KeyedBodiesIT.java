package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Requests that ask by their body, on three real nodes. */
@OnCluster
class KeyedBodiesIT {
    private static final String BY_AMOUNT = "methods: [POST], key: { template: \"${path}:${body.$.amount}\" }";

    private static final int ASKING = 30;

    private final Cluster cluster;

    KeyedBodiesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void theSameFieldIsAHitOnEveryNodeAndAnotherOneIsNot() {
        try (RecordingUpstream upstream = counting()) {
            apply("keyed-field", upstream, "cache: { ttl: 60s, " + BY_AMOUNT + " }");
            String first = "{\"amount\":1,\"note\":\"" + "x".repeat(20_000) + "\"}";
            assertThat(post(1, "/keyed-field", first).text()).isEqualTo("answer 1");
            for (int node = 1; node <= 3; node++) {
                Reply hit = post(node, "/keyed-field", "{ \"note\": \"other\", \"amount\": 1 }");
                assertThat(hit.cacheStatus()).startsWith("noon; hit");
                assertThat(hit.text()).isEqualTo("answer 1");
            }
            Reply other = post(2, "/keyed-field", "{\"amount\":2}");
            assertThat(other.cacheStatus()).isEqualTo("noon; fwd=uri-miss; stored");
            assertThat(other.text()).isEqualTo("answer 2");
            assertThat(sent(upstream)).containsExactly(first, "{\"amount\":2}");
        }
    }

    @Test
    void aBodyThatComesInChunksOrAwaitsAnInvitationIsPartOfTheKeyToo() throws IOException {
        try (RecordingUpstream upstream = counting()) {
            apply("keyed-chunks", upstream, "cache: { ttl: 60s, " + BY_AMOUNT + " }");
            post(1, "/keyed-chunks", "{\"amount\":1}");
            try (RawConnection client =
                    RawConnection.open(cluster.node(1).address().http())) {
                String head = "POST /keyed-chunks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
                client.send(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"amo\r\n7\r\nunt\":1}\r\n0\r\n\r\n");
                assertThat(client.read("POST").cacheStatus()).startsWith("noon; hit");
                client.send(head + "Content-Length: 12\r\nExpect: 100-continue\r\n\r\n");
                client.awaitInterim(100);
                client.send("{\"amount\":1}");
                assertThat(client.read("POST").cacheStatus()).startsWith("noon; hit");
            }
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void whatIsTooLongOrNoJsonPassesByWhole() {
        try (RecordingUpstream upstream = counting()) {
            apply("keyed-by", upstream, "cache: { ttl: 60s, maxBody: 1KiB, " + BY_AMOUNT + " }");
            String tooLong = "{\"amount\":1,\"note\":\"" + "y".repeat(100_000) + "\"}";
            for (int i = 1; i <= 2; i++) {
                Reply passed = post(1, "/keyed-by", tooLong);
                assertThat(passed.cacheStatus()).isEqualTo("noon; fwd=bypass; detail=body-too-long");
                assertThat(passed.text()).isEqualTo("answer " + i);
                assertThat(upstream.last().text()).isEqualTo(tooLong);
            }
            Reply malformed = post(1, "/keyed-by", "{\"amount\":1");
            assertThat(malformed.status()).isEqualTo(200);
            assertThat(malformed.cacheStatus()).isEqualTo("noon; fwd=bypass; detail=body-not-json");
            assertThat(upstream.last().text()).isEqualTo("{\"amount\":1");
        }
    }

    @Test
    void whatTheAnswerSaysOfItsLifeHolds() {
        AtomicInteger version = new AtomicInteger();
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            boolean kept = !request.target().contains("never");
            reply.text(
                    "{\"ttl\":" + (kept ? "\"1s\"" : "0") + ",\"v\":" + version.incrementAndGet() + "}",
                    "Content-Type",
                    "application/json");
        })) {
            apply("keyed-life", upstream, "cache: { ttl: 10m, ttlField: $.ttl }");
            String first = get(1, "/keyed-life").text();
            assertThat(first).isEqualTo("{\"ttl\":\"1s\",\"v\":1}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(1, "/keyed-life").text(), text -> !text.equals(first));
            assertThat(get(1, "/keyed-life/never").text())
                    .isNotEqualTo(get(1, "/keyed-life/never").text());
        }
    }

    @Test
    void manyWhoAskTheSameAtOnceAreOneQuestion() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            request.body().readAllBytes();
            TimeUnit.MILLISECONDS.sleep(500);
            reply.text("answer");
        })) {
            apply("keyed-once", upstream, "cache: { ttl: 60s, coalesce: { wait: 20s }, " + BY_AMOUNT + " }");
            ExecutorService clients = Executors.newFixedThreadPool(ASKING);
            try {
                List<Future<Reply>> asked = new ArrayList<>();
                for (int i = 0; i < ASKING; i++) {
                    int node = i % 3 + 1;
                    String body = "{\"amount\":1,\"by\":" + i + "}";
                    asked.add(clients.submit(() -> post(node, "/keyed-once", body)));
                }
                for (Future<Reply> reply : asked) {
                    assertThat(reply.get(1, TimeUnit.MINUTES).text()).isEqualTo("answer");
                }
            } finally {
                clients.shutdownNow();
            }
            assertThat(upstream.requests()).hasSize(1);
            assertThat(upstream.last().text()).startsWith("{\"amount\":1,\"by\":");
        }
    }

    @Test
    void aMethodThatAsksByItsBodyNeedsItInTheKey() {
        AdminAnswer answer = cluster.admin()
                .apply(Definitions.proxyOnly("keyed-wrong", "nobody", "cache: { ttl: 60s, methods: [POST] }"));
        assertThat(answer.toString()).contains("has POST, and the key has nothing of the body");
    }

    private static RecordingUpstream counting() {
        AtomicInteger answers = new AtomicInteger();
        return RecordingUpstream.start((request, reply) -> {
            request.body().readAllBytes();
            reply.text("answer " + answers.incrementAndGet());
        });
    }

    private static List<String> sent(RecordingUpstream upstream) {
        return upstream.requests().stream().map(UpstreamRequest::text).toList();
    }

    private Reply get(int node, String target) {
        return cluster.http().get(cluster.node(node).url(target));
    }

    private Reply post(int number, String target, String body) {
        Node node = cluster.node(number);
        return cluster.http()
                .send(
                        "POST",
                        node.url(target),
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json");
    }

    private void apply(String name, RecordingUpstream upstream, String policy) {
        AdminAnswer answer = cluster.admin().apply(Definitions.proxy(name, upstream.url(), policy));
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
