package dev.noon.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingUpstreamTest {
    private final Http http = new Http();

    @Test
    void recordsRequestLineHeadersAndBody() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            request.body().readAllBytes();
            reply.text("seen");
        })) {
            Reply reply = http.send("POST", upstream.url().resolve("/a?b=c"), bytes("hello"), "X-One", "1");

            assertThat(reply.text()).isEqualTo("seen");
            assertThat(upstream.last().method()).isEqualTo("POST");
            assertThat(upstream.last().target()).isEqualTo("/a?b=c");
            assertThat(upstream.last().headers().first("x-one")).contains("1");
            assertThat(upstream.last().text()).isEqualTo("hello");
        }
    }

    @Test
    void keepsConnectionsOpenAndNumbersThem() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("x"));
                RawConnection connection = RawConnection.open(upstream.port())) {
            connection.get("/1", Headers.of());
            connection.get("/2", Headers.of());

            assertThat(upstream.requests())
                    .extracting(UpstreamRequest::connection)
                    .containsExactly(1, 1);
            assertThat(connection.closedWithin(Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void sendsChunksAsTheyCome() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.begin(200, Headers.of());
                    reply.chunk(bytes("ab"));
                    reply.chunk(bytes("cd"));
                    reply.end();
                });
                RawConnection connection = RawConnection.open(upstream.port())) {
            assertThat(connection.get("/", Headers.of()).text()).isEqualTo("abcd");
        }
    }

    @Test
    void cutsAnAnswerOffWhenAsked() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    reply.closeAfter();
                });
                RawConnection connection = RawConnection.open(upstream.port())) {
            assertThatThrownBy(() -> connection.get("/", Headers.of())).hasMessageContaining("7 bytes");
        }
    }

    @Test
    void diesAndComesBackOnTheSamePort() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("x"))) {
            upstream.die();
            assertThatThrownBy(() -> RawConnection.open(upstream.port())).isInstanceOf(IOException.class);

            upstream.revive();
            assertThat(http.get(upstream.url().resolve("/")).status()).isEqualTo(200);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
