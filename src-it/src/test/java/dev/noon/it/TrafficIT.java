package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One request on its way: bodies, headers, connections, and what has no route. */
@OnCluster
class TrafficIT {
    private static final int LARGE = 24 * 1024 * 1024;

    private final Cluster cluster;
    private final Node node;

    TrafficIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(1);
    }

    @Test
    void aRequestBodyReachesTheUpstreamWhileTheClientStillSends() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    request.body().readAllBytes();
                    reply.text("got " + request.text());
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("traffic-up", upstream.url()));

            client.send("POST /traffic-up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            Awaitility.await("the first chunk arrives")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        return !upstream.requests().isEmpty()
                                && upstream.last().text().equals("first");
                    });
            client.send("7\r\n second\r\n0\r\n\r\n");

            assertThat(client.read("POST").text()).isEqualTo("got first second");
        }
    }

    @Test
    void anAnswerReachesTheClientWhileTheUpstreamStillSends() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.begin(200, Headers.of("Content-Type", "text/plain"));
                    reply.chunk(bytes("first"));
                    release.await(20, TimeUnit.SECONDS);
                    reply.chunk(bytes(" second"));
                    reply.end();
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("traffic-down", upstream.url()));

            client.send("GET /traffic-down HTTP/1.1\r\nHost: x\r\n\r\n");
            InputStream body = client.bodyOf("GET", client.readHead());
            assertThat(new String(body.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("first");
            release.countDown();

            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(" second");
        }
    }

    @Test
    void largeBodiesPassWholeBothWays() {
        byte[] large = new byte[LARGE];
        new Random(7).nextBytes(large);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.send(
                200, request.body().readAllBytes(), Headers.of("Content-Type", "application/octet-stream")))) {
            apply(Definitions.proxy("traffic-large", upstream.url(), Definitions.CACHE));

            Reply reply = cluster.http().send("POST", node.url("/traffic-large"), large);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(Arrays.equals(reply.body(), large)).isTrue();
            assertThat(Arrays.equals(upstream.last().bytes(), large)).isTrue();
        }
    }

    @Test
    void headIsAnsweredWithoutABodyAndWithTheLength() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("twelve bytes"));
                RawConnection client = open()) {
            apply(Definitions.proxy("traffic-head", upstream.url()));

            client.send("HEAD /traffic-head HTTP/1.1\r\nHost: x\r\n\r\n");
            Reply head = client.read("HEAD");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("12");
            assertThat(upstream.last().method()).isEqualTo("HEAD");

            assertThat(client.get("/traffic-head", Headers.of()).text()).isEqualTo("twelve bytes");
        }
    }

    @Test
    void hopByHopFieldsStayOnTheirHop() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text(
                        "x", "Connection", "X-Private", "X-Private", "1", "Keep-Alive", "timeout=9", "X-Kept", "1"));
                RawConnection client = open()) {
            apply(Definitions.proxy("traffic-hop", upstream.url()));

            Reply reply = client.get(
                    "/traffic-hop",
                    Headers.of(
                            "Connection",
                            "keep-alive, X-Secret",
                            "X-Secret",
                            "1",
                            "Keep-Alive",
                            "timeout=5",
                            "TE",
                            "gzip",
                            "Proxy-Authorization",
                            "Basic eDp5",
                            "Proxy-Connection",
                            "keep-alive",
                            "X-Kept",
                            "1"));

            Headers seen = upstream.last().headers();
            assertThat(seen.text("X-Kept")).isEqualTo("1");
            for (String name :
                    new String[] {"X-Secret", "Keep-Alive", "TE", "Proxy-Authorization", "Proxy-Connection", "Upgrade"
                    }) {
                assertThat(seen.has(name)).as(name + " in " + seen).isFalse();
            }
            assertThat(reply.header("X-Kept")).isEqualTo("1");
            assertThat(reply.headers().has("X-Private")).isFalse();
            assertThat(reply.headers().has("Keep-Alive")).isFalse();
        }
    }

    @Test
    void everyLineOfAnAnswerIsOneLineOfTheReply() throws IOException {
        String date = "Sun, 22 Nov 2026 06:45:53 GMT";
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) ->
                        reply.text("x", "Server", "s", "Date", date, "Content-Type", "text/plain", "X-A", "a: b"));
                RawConnection client = open()) {
            apply(Definitions.proxy("traffic-lines", upstream.url(), "cache: { ttl: 60s }"));
            for (String verdict : List.of("fwd=uri-miss", "hit")) {
                Reply reply = client.get("/traffic-lines", Headers.of());
                assertThat(reply.headers().fields().stream().map(Headers.Field::name))
                        .filteredOn(name -> !name.equals("Age") && !name.equals("X-Request-Id"))
                        .containsExactlyInAnyOrder(
                                "Date",
                                "Noon-Revision",
                                "Server",
                                "Content-Type",
                                "X-A",
                                "Via",
                                "Cache-Status",
                                "Content-Length");
                assertThat(reply.header("Date")).isEqualTo(date);
                assertThat(reply.header("X-A")).isEqualTo("a: b");
                assertThat(reply.header("Cache-Status")).contains(verdict);
            }
        }
    }

    @Test
    void viaAndForwardedFieldsTellTheTruth() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("x"))) {
            apply(Definitions.proxy("traffic-via", upstream.url()));

            Reply reply = node.get(
                    "/traffic-via",
                    "X-Forwarded-For",
                    "6.6.6.6",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "evil.example",
                    "Forwarded",
                    "for=6.6.6.6");

            Headers seen = upstream.last().headers();
            assertThat(seen.text("Via")).contains("1.1 noon");
            assertThat(seen.all("X-Forwarded-For")).containsExactly("127.0.0.1");
            assertThat(seen.all("X-Forwarded-Proto")).containsExactly("http");
            assertThat(seen.text("X-Forwarded-Host")).startsWith("127.0.0.1");
            assertThat(seen.text("Forwarded")).doesNotContain("6.6.6.6");
            assertThat(reply.header("Via")).contains("1.1 noon");
        }
    }

    @Test
    void unknownPathsAndMethodsAreRefused() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("x"))) {
            apply(Definitions.proxy("traffic-methods", upstream.url())
                    .replace("route: { path: /traffic-methods }", "route: { path: /traffic-methods, methods: [GET] }"));

            Problems.check(node.get("/traffic-methodsX"), 404);
            Problems.check(node.get("/no-such-route"), 404);
            Reply post = cluster.http().send("POST", node.url("/traffic-methods"), bytes("x"));
            Problems.check(post, 405);
            assertThat(post.header("Allow")).contains("GET");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void connectionsToTheUpstreamAreKept() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("x"))) {
            apply(Definitions.proxy("traffic-kept", upstream.url()));
            int warm = upstream.connections();
            for (int i = 0; i < 20; i++) {
                assertThat(node.get("/traffic-kept?" + i).status()).isEqualTo(200);
            }
            assertThat(upstream.connections()).isLessThanOrEqualTo(warm + 1);
        }
    }

    private RawConnection open() throws IOException {
        return RawConnection.open(node.address().http());
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
