package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Trailers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields after a chunked body, both ways. */
class HttpTrailersTest extends UpstreamFixture {
    private static final String ANNOUNCED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n";

    @Test
    void those_of_an_answer_are_there_when_its_body_has_ended() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(
                ANNOUNCED + "5\r\nhello\r\n0\r\nx-sum: 42\r\nX-Other: 1\r\nContent-Length: 5\r\n\r\n"));
        HttpUpstream upstream = upstream(server.url());

        Answer answer = upstream.send(get("/"));
        Body.Stream body = body(answer);
        assertThat(answered(answer).headers().size()).isZero();
        assertThat(body.trailers().list()).isEqualTo("X-Sum");
        assertThat(body.trailers().fields()).isEmpty();

        assertThat(body.in().read()).isEqualTo('h');
        assertThat(text(answer)).isEqualTo("ello");
        assertThat(body.trailers().fields()).hasToString("{X-Sum=42}");
        assertThat(upstream.idleCount()).as("the connection can be used again").isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5|Trailer: X-Sum||hello",
                "Trailer: X-Sum||hello",
                "Transfer-Encoding: chunked||5|hello|0|X-Sum: 42||",
                "Transfer-Encoding: chunked|Trailer: Set-Cookie||5|hello|0|Set-Cookie: a=b||",
                "Transfer-Encoding: chunked|Trailer: X-Sum|Connection: close, X-Sum||5|hello|0|X-Sum: 42||",
            })
    void those_that_were_not_properly_announced_are_dropped(String answer) throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\n" + answer.replace("|", "\r\n"));
        }));
        Answer got = upstream(server.url()).send(get("/"));
        assertThat(text(got)).isEqualTo("hello");
        assertThat(body(got).trailers()).isSameAs(Trailers.NONE);
        assertThat(answered(got).headers().has("Trailer")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5|hello|0|X-Sum: 42|",
                "5|hello|0|X-Sum: 4",
                "5|hello|0|",
                "5|hello|0|X-Sum: \u0001||",
                "5|hello|0|X-Other: \u007f||",
                "5|hello|0|no colon||",
            })
    void a_body_whose_trailers_are_malformed_or_cut_off_is_broken(String body) throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(ANNOUNCED + body.replace("|", "\r\n"));
        }));
        assertBroken(upstream(server.url()), Cause.UPSTREAM_TRUNCATED);
    }

    @Test
    void those_of_a_request_follow_its_body() throws IOException {
        StringBuilder seen = new StringBuilder();
        Trailers trailers = Trailers.announced("X-Sum, X-Key", List.of());
        Headers headers = Requests.headers("X-Key: the gateway's own");

        UpstreamRequest request = new UpstreamRequest("POST", "/", headers, new Trailed(trailers));
        assertThat(text(upstream(readsToTheEnd(seen)).send(request))).isEqualTo("hello");

        assertThat(seen.toString())
                .contains("Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n")
                .contains("X-Key: the gateway's own\r\n")
                .endsWith("\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 42\r\n\r\n");
    }

    @Test
    void a_request_that_announces_none_has_none() throws IOException {
        StringBuilder seen = new StringBuilder();
        UpstreamRequest request = request("POST", new Trailed(Trailers.NONE));
        assertThat(text(upstream(readsToTheEnd(seen)).send(request))).isEqualTo("hello");
        assertThat(seen.toString()).doesNotContain("Trailer").endsWith("3\r\nabc\r\n0\r\n\r\n");
    }

    private java.net.URI readsToTheEnd(StringBuilder seen) throws IOException {
        return keep(new RecordingUpstream(wire -> {
                    wire.request();
                    seen.append(wire.latest());
                    for (boolean ended = false;
                            !ended;
                            ended = seen.indexOf("\r\n0\r\n") > 0 && endsWithBlankLine(seen)) {
                        seen.append(new String(wire.body(1), StandardCharsets.ISO_8859_1));
                    }
                    wire.send(HELLO);
                    wire.drain();
                }))
                .url();
    }

    private static boolean endsWithBlankLine(StringBuilder text) {
        return text.indexOf("\r\n\r\n", text.length() - 4) >= 0;
    }

    /** Three bytes, and what follows them when they have been read. */
    private record Trailed(Trailers trailers) implements RequestBody {
        @Override
        public boolean present() {
            return true;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[] {'a', 'b', 'c'}) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    int read = super.read(buffer, offset, length);
                    if (read < 0) {
                        trailers.add("x-sum", "42");
                        trailers.add("x-key", "the client's");
                    }
                    return read;
                }
            };
        }
    }
}
