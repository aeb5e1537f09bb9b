package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Tunnel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an upstream says before it answers, or in place of an answer. */
class HttpInterimTest extends UpstreamFixture {
    private static final String SWITCHED = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
            + "Upgrade: WebSocket\r\nSec-WebSocket-Accept: x\r\n\r\n";

    /** Three bytes that a client sends when it is invited. */
    private static final class Guest implements RequestBody {
        private boolean invited;

        @Override
        public boolean present() {
            return true;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(3);
        }

        @Override
        public InputStream open() {
            invited = true;
            return new ByteArrayInputStream(new byte[] {'a', 'b', 'c'});
        }

        @Override
        public boolean awaitsInvitation() {
            return !invited;
        }
    }

    @Test
    void early_hints_are_heard_without_what_concerns_the_connection() throws IOException {
        RecordingUpstream server =
                keep(RecordingUpstream.answering("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n"
                        + "Connection: X-Hop\r\nX-Hop: 1\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + HELLO));
        List<String> heard = new ArrayList<>();
        Answer answer = upstream(server.url())
                .send(new UpstreamRequest("GET", "/", new Headers(), RequestBody.NONE)
                        .heardBy(hints -> heard.add(hints.toString())));
        assertThat(text(answer)).isEqualTo("hello");
        assertThat(heard).containsExactly("Link: </a.css>; rel=preload\n");
    }

    @Test
    void a_client_is_invited_when_the_upstream_invites() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            String body = new String(wire.body(3), StandardCharsets.US_ASCII);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + body);
            wire.drain();
        }));
        assertThat(text(upstream(server.url()).send(request("POST", new Guest()))))
                .isEqualTo("abc");
        assertThat(server.requests().get(0)).contains("Expect: 100-continue\r\n");
    }

    @Test
    void a_client_is_not_invited_when_the_upstream_answers_the_header_alone() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno");
            wire.drain();
        }));
        HttpUpstream upstream = upstream(server.url());
        Guest guest = new Guest();
        Answer answer = upstream.send(request("POST", guest));
        assertThat(answered(answer).status()).isEqualTo(413);
        assertThat(text(answer)).isEqualTo("no");
        assertThat(guest.invited).isFalse();
        assertThat(upstream.idleCount()).isZero();
    }

    @Test
    void a_client_is_invited_when_the_upstream_says_nothing_for_a_second() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.body(3);
            wire.send(HELLO);
            wire.drain();
        }));
        assertThat(text(upstream(server.url()).send(request("POST", new Guest()))))
                .isEqualTo("hello");
    }

    @Test
    void a_switch_that_was_asked_for_opens_a_tunnel_that_begins_with_what_came_with_it() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(SWITCHED + "early");
            String heard = new String(wire.body(4), StandardCharsets.US_ASCII);
            wire.send("so " + heard);
            wire.drain();
        }));
        HttpUpstream upstream = upstream(server.url());
        Answer.Answered answer = answered(upstream.send(asking()));
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers().toString()).isEqualTo("Sec-WebSocket-Accept: x\n");
        Tunnel tunnel = (Tunnel) body(answer).in();
        assertThat(new String(tunnel.readNBytes(5), StandardCharsets.US_ASCII)).isEqualTo("early");
        tunnel.patience(Duration.ofMillis(20));
        assertThatThrownBy(tunnel::read).isInstanceOf(SocketTimeoutException.class);
        tunnel.out().write("ping".getBytes(StandardCharsets.US_ASCII));
        tunnel.patience(LONG);
        assertThat(new String(tunnel.readNBytes(7), StandardCharsets.US_ASCII)).isEqualTo("so ping");
        tunnel.close();
        tunnel.close();
        assertThat(upstream.idleCount()).isZero();
        assertThat(server.requests().get(0)).contains("Connection: Upgrade\r\n");
    }

    @Test
    void a_switch_to_something_else_is_malformed() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(SWITCHED.replace("WebSocket", "h2c")));
        assertThat(upstream(server.url()).send(asking())).isEqualTo(new Answer.Failed(Cause.UPSTREAM_MALFORMED));
    }

    @Test
    void a_tunnel_keeps_its_place_until_it_is_closed() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(SWITCHED);
            wire.drain();
        }));
        HttpUpstream upstream = upstream(LONG, OptionalInt.of(1), server.url());
        Tunnel tunnel = (Tunnel) body(upstream.send(asking())).in();
        assertThat(upstream.send(asking())).isEqualTo(new Answer.Failed(Cause.SHED));
        tunnel.close();
        body(upstream.send(asking())).in().close();
    }

    private static UpstreamRequest asking() {
        Headers headers = Requests.headers("Connection: Upgrade", "Upgrade: websocket");
        return new UpstreamRequest("GET", "/", headers, RequestBody.NONE);
    }
}
