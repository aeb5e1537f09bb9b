package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What of HTTP passes as it is: event streams, ranges, OPTIONS, the invitation to send a body, trailers. */
@OnCluster
class StreamingIT {
    private final Cluster cluster;

    StreamingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void anEventArrivesBeforeTheNextOneIsSentAlsoThroughACachePolicy() throws IOException {
        CountDownLatch next = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.begin(200, Headers.of("Content-Type", "text/event-stream"));
                    reply.chunk(bytes("data: 1\n\n"));
                    next.await(20, TimeUnit.SECONDS);
                    reply.chunk(bytes("data: 2\n\n"));
                    reply.end();
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-events", upstream.url(), Definitions.CACHE));

            client.send("GET /streaming-events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
            Reply head = client.readHead();
            assertThat(head.header("Content-Type")).startsWith("text/event-stream");
            InputStream events = client.bodyOf("GET", head);
            assertThat(text(events.readNBytes(9))).isEqualTo("data: 1\n\n");
            next.countDown();
            assertThat(text(events.readAllBytes())).isEqualTo("data: 2\n\n");
        }
    }

    @Test
    void aRangePassesBothWays() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) ->
                        reply.send(206, bytes("cde"), Headers.of("Content-Range", "bytes 2-4/10")));
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-range", upstream.url(), Definitions.CACHE));

            Reply reply = client.get("/streaming-range", Headers.of("Range", "bytes=2-4"));

            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.header("Content-Range")).isEqualTo("bytes 2-4/10");
            assertThat(reply.text()).isEqualTo("cde");
            assertThat(upstream.last().headers().all("Range")).containsExactly("bytes=2-4");
        }
    }

    @Test
    void optionsIsTheUpstreamsToAnswer() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start(
                        (request, reply) -> reply.send(200, bytes(""), Headers.of("Allow", "GET, PURGE")));
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-options", upstream.url()));

            client.send("OPTIONS /streaming-options HTTP/1.1\r\nHost: x\r\n\r\n");
            Reply reply = client.read("OPTIONS");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Allow")).isEqualTo("GET, PURGE");
            assertThat(upstream.last().method()).isEqualTo("OPTIONS");
        }
    }

    @Test
    void aClientThatWaitsForTheInvitationGetsIt() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    request.body().readAllBytes();
                    reply.text("got " + request.text());
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-expect", upstream.url()));

            client.send("POST /streaming-expect HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 5\r\n\r\n");
            client.awaitInterim(100);
            client.send("hello");
            Reply reply = client.read("POST");

            assertThat(reply.text()).isEqualTo("got hello");
            assertThat(upstream.last().headers().has("Expect")).isTrue();
        }
    }

    @Test
    void aClientIsNotInvitedToSendWhatTheUpstreamTurnsDown() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.send(413, bytes("too much"), Headers.of());
                    reply.closeAfter();
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-refused", upstream.url()));

            client.send("POST /streaming-refused HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 5000000\r\n\r\n");
            Reply reply = client.read("POST");

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).isEqualTo("too much");
            assertThat(client.interim()).isEmpty();
            assertThat(client.closedWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void nobodyIsInvitedToSendABodyThatIsRefusedAnyway() throws IOException {
        try (RawConnection client = open()) {
            client.send("POST /nowhere-at-all HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 5\r\n\r\n");
            assertThat(client.read("POST").status()).isEqualTo(404);
            assertThat(client.interim()).isEmpty();
        }
    }

    @Test
    void whatIsLikelyToComeIsHintedBeforeItComes() throws IOException {
        CountDownLatch hinted = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.raw("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
                    hinted.await(20, TimeUnit.SECONDS);
                    reply.text("page");
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-hints", upstream.url()));

            client.send("GET /streaming-hints HTTP/1.1\r\nHost: x\r\n\r\n");
            client.awaitInterim(103);
            hinted.countDown();

            assertThat(client.read("GET").text()).isEqualTo("page");
        }
    }

    @Test
    void fieldsAfterABodyPassBothWays() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start(StreamingIT::answerWithTrailers);
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-trailers", upstream.url()));
            String head = "/streaming-trailers HTTP/1.1\r\nHost: x\r\n";
            String announced = "POST " + head + "Transfer-Encoding: chunked\r\nTrailer: X-Check, Authorization\r\n\r\n";

            client.send(announced + "3\r\nabc\r\n0\r\nX-Check: 7\r\nAuthorization: me\r\n"
                    + "X-Forwarded-For: 192.0.2.9\r\nX-Other: 1\r\n\r\n");
            Reply reply = client.read("POST");
            assertThat(reply.text()).isEqualTo("hello");
            assertThat(reply.header("Trailer")).isEqualTo("X-Sum");
            assertThat(client.trailers().wire()).isEqualTo("X-Sum: 42\r\n");
            assertThat(upstream.last().text()).isEqualTo("abc");
            assertThat(upstream.last().headers().all("Trailer")).containsExactly("X-Check");
            assertThat(upstream.last().trailers().wire()).isEqualTo("X-Check: 7\r\n");

            // Nothing in front of them, so that they come along with the header.
            client.send(announced + "0\r\nX-Check: 8\r\nX-Other: 1\r\n\r\n");
            assertThat(client.read("POST").text()).isEqualTo("hello");
            assertThat(upstream.last().trailers().wire()).isEqualTo("X-Check: 8\r\n");
            assertThat(upstream.last().headers().has("X-Check")).isFalse();
            assertThat(upstream.last().headers().has("X-Other")).isFalse();

            // The connector believes it, but what comes next is a request all the same.
            client.send(announced + "3\r\nabc\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: gzip\r\n\r\n");
            assertThat(client.read("POST").text()).isEqualTo("hello");
            assertThat(upstream.last().text()).isEqualTo("abc");
            assertThat(upstream.last().trailers().fields()).isEmpty();

            client.send("HEAD " + head + "\r\n");
            assertThat(client.read("HEAD").headers().has("Trailer")).isFalse();
            client.send("GET " + head + "If-None-Match: \"a\"\r\n\r\n");
            assertThat(client.read("GET").headers().has("Trailer")).isFalse();
            client.send("GET " + head.replace("/1.1", "/1.0") + "\r\n");
            assertThat(client.read("GET").headers().has("Trailer")).isFalse();
        }
    }

    @Test
    void whatFollowsABodyIsNeitherStoredNorKeptWhereTheAnswerIsAnother() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start(StreamingIT::answerWithTrailers);
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-trailers-stored", upstream.url(), Definitions.CACHE));
            for (String status : new String[] {"stored", "hit"}) {
                Reply reply = client.get("/streaming-trailers-stored", Headers.of());
                assertThat(reply.header("Cache-Status")).contains(status);
                assertThat(reply.text()).isEqualTo("hello");
                assertThat(reply.headers().has("Trailer")).isFalse();
                assertThat(client.trailers().fields()).isEmpty();
            }

            Reply broken = client.get("/streaming-trailers-stored", Headers.of("Authorization", "malformed"));
            assertThat(broken.status()).isEqualTo(502);
            assertThat(broken.headers().has("Trailer")).isFalse();
            assertThat(broken.headers().all("Content-Length")).hasSize(1);
            assertThat(broken.headers().has("Transfer-Encoding")).isFalse();
            assertThat(client.get("/streaming-trailers-stored", Headers.of()).status())
                    .isEqualTo(200);
        }
    }

    private static void answerWithTrailers(UpstreamRequest request, UpstreamReply reply) throws IOException {
        request.body().readAllBytes();
        if (request.headers().has("If-None-Match")) {
            reply.raw("HTTP/1.1 304 Not Modified\r\nTrailer: X-Sum\r\n\r\n");
            return;
        }
        reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum, Set-Cookie\r\n\r\n");
        if (request.headers().has("Authorization")) {
            reply.raw("0\r\nX-Sum: \u0001\r\n\r\n");
        } else if (!request.method().equals("HEAD")) {
            reply.raw("5\r\nhello\r\n");
            reply.raw("0\r\nX-Sum: 42\r\nSet-Cookie: a=b\r\nX-Other: 1\r\n\r\n");
        }
    }

    @Test
    void aBodyOfAGigabyteComesThrough() throws IOException {
        long size = 1L << 30;
        byte[] piece = new byte[1 << 20];
        try (RecordingUpstream upstream = RecordingUpstream.silent((request, reply) -> {
                    reply.raw("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                    for (long sent = 0; sent < size; sent += piece.length) {
                        reply.raw(piece);
                    }
                });
                RawConnection client = open()) {
            apply(Definitions.proxy("streaming-large", upstream.url()));

            client.send("GET /streaming-large HTTP/1.1\r\nHost: x\r\n\r\n");
            InputStream body = client.bodyOf("GET", client.readHead());

            assertThat(count(body)).isEqualTo(size);
        }
    }

    private static long count(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 20];
        long count = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            count += read;
        }
        return count;
    }

    private RawConnection open() throws IOException {
        return RawConnection.open(cluster.node(1).address().http());
    }

    private void apply(String definitions) {
        assertThat(cluster.admin().apply(definitions).complete()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
