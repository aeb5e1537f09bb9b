package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpstreamTest extends UpstreamFixture {
    @Test
    void a_request_goes_out_and_its_answer_comes_back() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering("HTTP/1.1 201 Created\r\nX-A: 1\r\nX-A: 2\r\n"
                + "Connection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: x\r\n"
                + "Content-Length: 5\r\n\r\nhello"));
        HttpUpstream upstream = upstream(server.url());
        Answer.Answered answer = answered(upstream.send(get("/a?b=c", "X-B: 1")));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().toString()).isEqualTo("X-A: 1\nX-A: 2\n");
        assertThat(text(answer)).isEqualTo("hello");
        String host = server.url().getAuthority();
        assertThat(server.requests()).containsExactly("GET /a?b=c HTTP/1.1\r\nHost: " + host + "\r\nX-B: 1\r\n\r\n");
    }

    @Test
    void a_connection_is_used_again_once_its_body_was_read() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream upstream = upstream(server.url());
        for (int i = 0; i < 5; i++) {
            assertThat(text(upstream.send(get("/")))).isEqualTo("hello");
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(upstream.idleCount()).isEqualTo(1);
    }

    @Test
    void a_body_that_is_closed_early_costs_its_connection() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream upstream = upstream(server.url());
        body(upstream.send(get("/"))).in().close();
        assertThat(upstream.idleCount()).isZero();
        assertThat(text(upstream.send(get("/")))).isEqualTo("hello");
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "true, 'HTTP/1.1 200 OK|Content-Length: 5||hello'",
        "true, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0||'",
        "true, 'HTTP/1.1 200 OK|Content-Length: 0||'",
        "true, 'HTTP/1.1 204 No Content||'",
        "true, 'HTTP/1.1 304 Not Modified|Content-Length: 5||'",
        "true, 'HTTP/1.0 200 OK|Connection: keep-alive|Content-Length: 5||hello'",
        "true, 'HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|Content-Length: 5||hello'",
        "false, 'HTTP/1.1 200 OK|Content-Length: 5|Connection: close||hello'",
        "false, 'HTTP/1.0 200 OK|Content-Length: 5||hello'",
        "false, 'HTTP/1.1 200 OK|Content-Length: 5||helloHTTP/1.1 200 OK'",
        "false, 'HTTP/1.1 204 No Content||surprise'",
    })
    void a_connection_is_kept_when_it_can_be(boolean kept, String response) throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(response.replace("|", "\r\n")));
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/")));
        assertThat(upstream.idleCount()).isEqualTo(kept ? 1 : 0);
    }

    @Test
    void a_response_without_a_length_ends_with_its_connection() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\n\r\nhello");
        }));
        Body.Stream body = body(upstream(server.url()).send(get("/")));
        assertThat(body.delimited()).isFalse();
        assertThat(new String(body.in().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void HEAD_and_304_have_a_length_and_no_body() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
        HttpUpstream upstream = upstream(server.url());
        Answer.Answered answer = answered(upstream.send(request("HEAD", RequestBody.NONE)));
        assertThat(answer.body()).isEqualTo(Body.EMPTY);
        assertThat(answer.headers().find("Content-Length")).contains("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "HTTP/9.9 200 OK||",
                "HTTP/1.1 abc||",
                "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 6||hello",
                "HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked||5|hello|0||",
                "HTTP/1.1 200 OK|Content-Length: -5||",
                "HTTP/1.1 200 OK|Content-Length: +5||hello",
                "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
                "HTTP/1.1 200 OK|no colon||",
                "HTTP/1.1 101 Switching Protocols||",
                "HTTP/1.1 999 What||",
            })
    void malformed_answers_are_told_apart(String response) throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(response.replace("|", "\r\n") + "\r\n\r\n");
            wire.drain();
        }));
        HttpUpstream upstream = upstream(server.url());
        assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_MALFORMED));
        assertThat(upstream.idleCount()).isZero();
    }

    @Test
    void an_upstream_that_only_ever_says_continue_is_malformed() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 100 Continue\r\n\r\n".repeat(100));
            wire.drain();
        }));
        assertThat(upstream(server.url()).send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_MALFORMED));
    }

    @Test
    void an_endless_header_is_malformed_and_not_an_endless_buffer() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nX: " + "a".repeat(1 << 20));
            wire.drain();
        }));
        assertThat(upstream(server.url()).send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_MALFORMED));
    }
}
