package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What of HTTP passes as it is: event streams, ranges, OPTIONS, the invitation to send a body. */
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
