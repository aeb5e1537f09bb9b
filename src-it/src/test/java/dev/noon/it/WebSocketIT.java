package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.SocketUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** WebSocket through a node: who may, what passes, what an apply and silence mean to it. */
@OnCluster
class WebSocketIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String HANDSHAKE = "Host: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final Cluster cluster;

    WebSocketIT(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Hears what comes. */
    private static final class Ears implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code);
            return null;
        }

        String next() throws InterruptedException {
            return Optional.ofNullable(heard.poll(SOON.toSeconds(), TimeUnit.SECONDS))
                    .orElse("nothing");
        }
    }

    @Test
    void whatIsSaidComesBackAlsoAfterAnApplyUntilBothSayGoodbye() throws Exception {
        try (SocketUpstream upstream = SocketUpstream.start()) {
            apply(proxy("ws-talk", upstream.url(), "webSocket: { idle: 1m }", Definitions.CACHE));
            Ears ears = new Ears();
            WebSocket socket = connect("/ws-talk", ears);
            socket.sendText("before", true).join();
            assertThat(ears.next()).isEqualTo("before");

            apply(proxy("ws-talk", upstream.url(), "webSocket: { idle: 2m }", Definitions.CACHE));
            socket.sendText("after", true).join();
            assertThat(ears.next()).isEqualTo("after");

            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(ears.next()).isEqualTo("closed 1000");
            Awaitility.await().atMost(SOON).until(() -> upstream.open() == 0);
            Headers seen = upstream.handshakes().get(0);
            assertThat(seen.text("Upgrade")).isEqualTo("websocket");
            assertThat(seen.text("Connection")).isEqualToIgnoringCase("upgrade");
            assertThat(seen.text("X-Forwarded-For")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void theHandshakeIsAnsweredWithTheRevisionAndManyPiecesPassWhole() throws IOException {
        try (SocketUpstream upstream = SocketUpstream.start();
                RawConnection client = open()) {
            apply(proxy("ws-raw", upstream.url(), "webSocket: {}"));
            // The first frame comes with the handshake.
            client.send("GET /ws-raw HTTP/1.1\r\n" + HANDSHAKE + frame("early"));
            Reply head = client.readHead();
            assertThat(head.status()).isEqualTo(101);
            assertThat(head.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(head.header("Noon-Revision")).isNotEmpty();
            assertThat(client.text(7)).isEqualTo("\u0081\u0005early");
            for (int i = 0; i < 500; i++) {
                client.send(frame("n" + i));
            }
            for (int i = 0; i < 500; i++) {
                String text = "n" + i;
                assertThat(client.text(2 + text.length())).endsWith(text);
            }
        }
    }

    @Test
    void whoIsNotLetAsksAnOrdinaryQuestion() throws IOException {
        try (SocketUpstream upstream = SocketUpstream.start();
                RawConnection client = open()) {
            apply(proxy("ws-closed", upstream.url()));
            client.send("GET /ws-closed HTTP/1.1\r\n" + HANDSHAKE);
            assertThat(client.readHead().status()).isEqualTo(426);
            assertThat(upstream.handshakes().get(0).has("Upgrade")).isFalse();
        }
    }

    @Test
    void anUpstreamThatSwitchesUnaskedOrToSomethingElseIsMalformed() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.raw(
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n" + "Upgrade: h2c\r\n\r\n"));
                RawConnection client = open();
                RawConnection other = open()) {
            apply(proxy("ws-odd", upstream.url(), "webSocket: {}"));
            client.send("GET /ws-odd HTTP/1.1\r\n" + HANDSHAKE);
            assertThat(client.readHead().status()).isEqualTo(502);
            other.send("GET /ws-odd HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(other.readHead().status()).isEqualTo(502);
        }
    }

    @Test
    void silenceEndsIt() throws IOException {
        try (SocketUpstream upstream = SocketUpstream.start();
                RawConnection client = open()) {
            apply(proxy("ws-silent", upstream.url(), "webSocket: { idle: 2s }"));
            client.send("GET /ws-silent HTTP/1.1\r\n" + HANDSHAKE);
            assertThat(client.readHead().status()).isEqualTo(101);
            assertThat(client.closedWithin(SOON)).isTrue();
            Awaitility.await().atMost(SOON).until(() -> upstream.open() == 0);
        }
    }

    /** One text frame as clients send it, with a mask of zeros. */
    static String frame(String text) {
        return "\u0081" + (char) (0x80 | text.length()) + "\u0000\u0000\u0000\u0000" + text;
    }

    static String handshake(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + HANDSHAKE;
    }

    private WebSocket connect(String path, WebSocket.Listener ears) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(SOON)
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + cluster.node(1).address().http() + path), ears)
                .join();
    }

    private RawConnection open() throws IOException {
        return RawConnection.open(cluster.node(1).address().http());
    }

    private static String proxy(String name, URI upstream, String... policies) {
        return Definitions.proxy(name, upstream, policies);
    }

    private void apply(String definitions) {
        assertThat(cluster.admin().apply(definitions).complete()).isTrue();
    }
}
