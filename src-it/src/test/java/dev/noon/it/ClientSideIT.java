package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.Pair;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.SocketUpstream;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does towards its clients when it is told to: TLS, headers that drip, the end of what would not end. */
@OnCluster
class ClientSideIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long GIGABYTE = 1L << 30;

    private final Cluster cluster;
    private final Node node;
    private final int https = new Ports().free();

    ClientSideIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(3);
    }

    @Test
    void certificatesAreChangedHeadersCutOffAndTunnelsEndedAtTheDeadline(@TempDir Path files) throws Exception {
        Pair first = Pair.make(files.resolve("first.p12"));
        Path shown = files.resolve("shown");
        first.write(shown);
        node.stop();
        restart(List.of(
                "-Dnoon.https.port=" + https,
                "-Dnoon.https.certificates=" + shown,
                "-Dnoon.client.grace.seconds=2",
                "-Dnoon.client.body.bytes=" + GIGABYTE,
                "-Dnoon.drain.limit.seconds=3"));
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("ok"));
                SocketUpstream sockets = SocketUpstream.start()) {
            apply(Definitions.proxy("tls-plain", upstream.url()));
            apply(Definitions.proxy("tls-ws", sockets.url(), "webSocket: {}"));
            aHeaderThatDripsIsCutOff();
            aBodyOfOneByteMoreThanTheLimitIsRefused();
            anotherCertificateIsShownWithoutARestart(first, files, shown, upstream);
            aTunnelIsEndedWhenTheNodeIs(Pair.make(files.resolve("last.p12")), shown, sockets);
        } finally {
            if (node.alive()) {
                node.stop();
            }
            restart(List.of());
        }
    }

    private void aBodyOfOneByteMoreThanTheLimitIsRefused() throws IOException {
        try (RawConnection client = RawConnection.open(node.address().http())) {
            client.send("POST /tls-plain HTTP/1.1\r\nHost: x\r\nContent-Length: " + (GIGABYTE + 1) + "\r\n\r\n");
            assertThat(client.read("POST").status()).isEqualTo(413);
        }
    }

    private void aHeaderThatDripsIsCutOff() throws IOException {
        try (RawConnection client = RawConnection.open(node.address().http())) {
            client.send("GET /tls-plain HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            Awaitility.await("the connection is closed")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> drips(client));
        }
        assertThat(metrics()).contains("noon_headers_cut_off_total").containsPattern("cut_off_total\\S* [1-9]");
    }

    /** Whether the next byte is no longer taken. */
    private static boolean drips(RawConnection client) {
        try {
            client.send("x");
            return client.closedWithin(Duration.ofMillis(1));
        } catch (IOException e) {
            return true;
        }
    }

    private void anotherCertificateIsShownWithoutARestart(
            Pair first, Path files, Path shown, RecordingUpstream upstream) throws Exception {
        String identity = node.identity();
        try (RawConnection before = RawConnection.secure(https, first.certificate())) {
            assertThat(before.get("/tls-plain", Headers.of()).text()).isEqualTo("ok");
            assertThat(upstream.last().headers().text("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(upstream.last().headers().text("X-Forwarded-Port")).isEqualTo(Integer.toString(https));

            Pair second = Pair.make(files.resolve("second.p12"));
            Files.writeString(shown.resolve("default.key"), "half a change");
            Awaitility.await().atMost(SOON).until(() -> node.output().contains("certificates are not taken"));
            assertThat(ask(first)).isEqualTo("ok");

            second.write(shown);
            Awaitility.await("the second is shown").atMost(SOON).until(() -> answers(second));
            assertThat(answers(first)).isFalse();
            assertThat(before.get("/tls-plain", Headers.of()).text()).isEqualTo("ok");
        }
        try (RawConnection plain = RawConnection.open(https)) {
            plain.send("GET /tls-plain HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThatThrownBy(plain::readHead).isInstanceOf(Exception.class);
        }
        assertThat(node.identity()).isEqualTo(identity);
        assertThat(node.get("/tls-plain").text()).isEqualTo("ok");
    }

    private void aTunnelIsEndedWhenTheNodeIs(Pair last, Path shown, SocketUpstream sockets) throws Exception {
        last.write(shown);
        Awaitility.await("the last is shown").atMost(SOON).until(() -> answers(last));
        try (RawConnection client = RawConnection.secure(https, last.certificate())) {
            client.send(WebSocketIT.handshake("/tls-ws"));
            assertThat(client.readHead().status()).isEqualTo(101);
            client.send(WebSocketIT.frame("still here"));
            assertThat(client.text(12)).endsWith("still here");
            assertThat(metrics()).containsPattern("noon_tunnels\\S* 1");
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stop);
            Awaitility.await().atMost(SOON).until(() -> node.output().contains("the node leaves"));
            client.send(WebSocketIT.frame("not yet"));
            assertThat(client.text(9)).endsWith("not yet");
            assertThat(client.closedWithin(SOON)).isTrue();
            stopping.join();
            Awaitility.await().atMost(SOON).until(() -> sockets.open() == 0);
            assertThat(node.output()).contains("the node stops; 0 exchanges are broken off");
        }
    }

    private boolean answers(Pair only) {
        try {
            return ask(only).equals("ok");
        } catch (SSLException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(Pair only) throws IOException {
        try (RawConnection client = RawConnection.secure(https, only.certificate())) {
            Reply reply = client.get("/tls-plain", Headers.of());
            return reply.text();
        }
    }

    private String metrics() {
        return cluster.http()
                .get(node.address().admin("/metrics"), "Authorization", "Bearer " + cluster.token())
                .text();
    }

    private void restart(List<String> options) {
        if (!node.alive()) {
            node.start(options);
        }
        node.awaitReady();
        cluster.awaitWhole();
    }

    private void apply(String definitions) {
        assertThat(cluster.admin().apply(definitions).complete()).isTrue();
    }
}
