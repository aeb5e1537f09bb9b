package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.exchange.Cause;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpstreamFailureTest extends UpstreamFixture {
    @Test
    void nobody_there_is_unreachable() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        HttpUpstream upstream = upstream(URI.create("http://127.0.0.1:" + port));
        assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_UNREACHABLE));
    }

    @Test
    void an_upstream_that_does_not_answer_in_time() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.drain();
        }));
        HttpUpstream upstream = upstream(Duration.ofMillis(100), OptionalInt.empty(), server.url());
        assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.RESPONSE_TIMEOUT));
        assertThat(server.requests()).as("a slow upstream is not asked again").hasSize(1);
    }

    @Test
    void a_body_that_stops_coming_is_broken_by_time() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            wire.drain();
        }));
        HttpUpstream upstream = upstream(Duration.ofMillis(100), OptionalInt.empty(), server.url());
        assertBroken(upstream, Cause.RESPONSE_TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 5||he",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hel",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|hello|0||",
            })
    void a_body_that_ends_early_is_broken(String response) throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(response.replace("|", "\r\n"));
        }));
        assertBroken(upstream(server.url()), Cause.UPSTREAM_TRUNCATED);
    }

    @Test
    void a_body_that_is_reset_is_broken() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\nhello");
            wire.reset();
        }));
        assertBroken(upstream(server.url()), Cause.UPSTREAM_TRUNCATED);
    }

    @Test
    void an_answer_that_never_begins_is_a_reset_and_is_not_asked_for_again_on_a_fresh_connection() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(RecordingUpstream.Wire::request));
        assertThat(upstream(server.url()).send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_RESET));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_stale_connection_is_replaced_once_when_nothing_is_lost_by_it() throws IOException {
        RecordingUpstream server = keep(closesAfterTheFirst());
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/first")));
        assertThat(text(upstream.send(get("/second")))).isEqualTo("hello");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_POST_is_never_sent_twice() throws IOException {
        RecordingUpstream server = keep(dropsTheSecondRequest());
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/first")));
        assertThat(upstream.send(request("POST", RequestBody.NONE))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_RESET));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_GET_is_sent_again_when_its_kept_connection_dies_without_a_byte() throws IOException {
        RecordingUpstream server = keep(dropsTheSecondRequest());
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/first")));
        assertThat(text(upstream.send(get("/second")))).isEqualTo("hello");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void a_body_that_was_begun_is_not_sent_again() throws IOException {
        RecordingUpstream server = keep(dropsTheSecondRequest());
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/first")));
        assertThat(upstream.send(request("PUT", Requests.body("hello", true))))
                .isEqualTo(new Answer.Failed(Cause.UPSTREAM_RESET));
    }

    @Test
    void half_an_answer_on_a_kept_connection_is_not_asked_for_again() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(HELLO);
            wire.request();
            wire.send("HTTP/1.1 200");
        }));
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/first")));
        assertThat(upstream.send(get("/second"))).isInstanceOf(Answer.Failed.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_connection_idle_for_long_is_asked_before_it_is_used() throws Exception {
        CountDownLatch close = new CountDownLatch(1);
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(HELLO);
            park(close);
        }));
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/")));
        close.countDown();
        skip(Duration.ofSeconds(2));
        await().until(() -> text(upstream.send(request("POST", RequestBody.NONE))), "hello"::equals);
    }

    @Test
    void idle_connections_end_when_the_upstream_says_and_never_later() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\n\r\n"));
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/")));
        skip(Duration.ofSeconds(3));
        upstream.sweep();
        assertThat(upstream.idleCount()).isEqualTo(1);
        skip(Duration.ofSeconds(2));
        upstream.sweep();
        assertThat(upstream.idleCount()).isZero();
    }
}
