package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Trailers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows a body, from clients and to them. */
class DoorTrailersTest {
    private static final String[] CHUNKED = {"Host: a", "Transfer-Encoding: chunked", "Trailer: X-Sum, X-Key, X-Hop"};

    private final Trailers ofReply = Trailers.announced("X-Sum", List.of());
    private final FakeResponse response = new FakeResponse();

    @ParameterizedTest
    @CsvSource({
        "GET, HTTP/1.1, 200, true",
        "GET, HTTP/1.0, 200, false",
        "HEAD, HTTP/1.1, 200, false",
        "GET, HTTP/1.1, 204, false",
        "GET, HTTP/1.1, 304, false",
    })
    void a_reply_has_them_where_there_is_a_place_for_them(String method, String protocol, int status, boolean passed)
            throws IOException {
        write(new FakeRequest(method, "/").protocol(protocol), reply(status, ofReply));
        ofReply.add("x-sum", "42");
        assertThat(response.headers().find("Trailer")).isEqualTo(passed ? Optional.of("X-Sum") : Optional.empty());
        assertThat(response.trailers()).isEqualTo(passed ? Map.of("X-Sum", "42") : Map.of());
    }

    @Test
    void a_reply_without_them_says_nothing_of_them() throws IOException {
        ofReply.withhold("X-Sum");
        write(new FakeRequest("GET", "/"), reply(200, ofReply));
        write(new FakeRequest("GET", "/"), reply(200, Trailers.NONE));
        assertThat(response.headers().size()).isZero();
        assertThat(response.trailers()).isEmpty();
    }

    @Test
    void those_of_a_request_are_there_when_its_body_has_ended() throws IOException {
        FakeRequest request = post("X-Key: 1", "Connection: X-Hop")
                .trailers(Map.of("x-sum", "42", "x-key", "1", "x-hop", "1", "x-other", "1"));
        Request read = read(request);
        assertThat(read.headers().toString()).isEqualTo("X-Key: 1\n");
        assertThat(read.body().trailers().list()).isEqualTo("X-Sum");
        assertThat(read.body().trailers().fields()).isEmpty();
        assertThat(read.body().open().readAllBytes()).hasSize(5);
        assertThat(read.body().trailers().fields()).hasToString("{X-Sum=42}");
    }

    @Test
    void a_body_with_a_length_has_none() {
        FakeRequest request = new FakeRequest("POST", "/", "Host: a", "Content-Length: 5", "Trailer: X-Sum");
        assertThat(read(request).body().trailers()).isSameAs(Trailers.NONE);
    }

    @Test
    void a_control_character_is_the_clients_failure() throws IOException {
        RequestBody body = read(post().trailers(Map.of("x-other", "a\rb"))).body();
        assertThatThrownBy(() -> body.open().readAllBytes())
                .isInstanceOfSatisfying(ClientFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Cause.MALFORMED_REQUEST));
    }

    @Test
    void one_that_comes_along_with_the_header_is_not_taken_for_a_line_of_it() throws IOException {
        FakeRequest request = post("X-Forwarded-For: 192.0.2.1")
                .trailers(Map.of("x-sum", "42", "x-forwarded-host", "evil"))
                .trailersComeWithTheHeader();
        Request read = ServletRequests.read(
                request.body("").servlet(),
                Limits.DEFAULT,
                Optional.of(raw("Host: a|Transfer-Encoding: chunked|Trailer: X-Sum, X-Key, X-Hop"
                        + "|X-Forwarded-For: 192.0.2.1")));
        assertThat(read.headers().size()).isZero();
        assertThat(read.origin().claims().apply("X-Forwarded-Host")).isEmpty();
        assertThat(read.body().open().readAllBytes()).isEmpty();
        assertThat(read.body().trailers().fields()).hasToString("{X-Sum=42}");
    }

    @Test
    void what_a_client_claims_is_what_its_header_said() throws IOException {
        FakeRequest request = post("X-Forwarded-For: 192.0.2.1").trailers(Map.of("x-forwarded-for", "192.0.2.66"));
        Request read = read(request);
        assertThat(read.body().open().readAllBytes()).hasSize(5);
        request.trailersComeWithTheHeader();
        assertThat(read.origin().claims().apply("x-forwarded-for")).containsExactly("192.0.2.1");
    }

    @Test
    void a_trailer_that_made_the_connector_forget_the_framing_is_refused() {
        FakeRequest request = new FakeRequest("POST", "/", "Host: a", "X-A: " + "a".repeat(21));
        assertThatThrownBy(() -> ServletRequests.read(
                        request.servlet(), Limits.DEFAULT, Optional.of(raw("Host: a|Transfer-Encoding: chunked"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("trailer");
    }

    private void write(FakeRequest request, Reply reply) throws IOException {
        ServletReplies.write(request.servlet(), response.servlet(), reply, new Exchange(7, 0));
    }

    private static Reply reply(int status, Trailers trailers) {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[5]);
        return new Reply(status, Requests.headers(), new Body.Stream(in, OptionalLong.empty(), true, trailers));
    }

    private static FakeRequest post(String... lines) {
        String[] all = java.util.stream.Stream.of(CHUNKED, lines)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
        return new FakeRequest("POST", "/", all).body("hello");
    }

    private static Request read(FakeRequest request) {
        return ServletRequests.read(request.servlet(), Limits.DEFAULT, Optional.empty());
    }

    private static ByteBuffer raw(String lines) {
        String text = "POST / HTTP/1.1\r\n" + lines.replace("|", "\r\n") + "\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
