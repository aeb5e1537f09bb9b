package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Pace;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServletRequestsTest {
    private static final Limits LIMITS = new Limits(200, 1000, 20, 1000, Pace.ANY);

    @Test
    void a_request_in_its_normal_form() {
        Request request = read(new FakeRequest("GET", "/a//%62?x=1", "Host: API.example:8080", "X-A: 1", "x-a: 2"));
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/a/b");
        assertThat(request.query()).contains("x=1");
        assertThat(request.target()).isEqualTo("/a/b?x=1");
        assertThat(request.headers().all("X-A")).containsExactly("1", "2");
        assertThat(request.headers().has("Host")).isFalse();
        assertThat(request.origin().host()).isEqualTo("api.example");
        assertThat(request.origin().authority()).isEqualTo("API.example:8080");
        assertThat(request.origin().address().get()).isEqualTo("192.0.2.7");
        assertThat(request.body().present()).isFalse();
    }

    @Test
    void what_frames_hops_or_claims_an_identity_is_not_kept() {
        Request request = read(new FakeRequest(
                "GET",
                "/",
                "Host: a",
                "Connection: X-Named, close",
                "X-Named: 1",
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Upgrade: h2c",
                "HTTP2-Settings: x",
                "Proxy-Authorization: x",
                "Expect: 100-continue",
                "Content-Length: 0",
                "Forwarded: for=1.2.3.4",
                "X-Forwarded-For: 1.2.3.4",
                "x-forwarded-host: evil",
                "X-Consumer-Id: admin",
                "X-Kept: yes"));
        assertThat(request.headers().toString()).isEqualTo("X-Kept: yes\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void malformed_requests_are_refused(String why, FakeRequest request, Cause cause) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(request));
        assertThat(refusal).as(why).isNotNull();
        assertThat(refusal.reason()).isEqualTo(cause);
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    static Stream<Arguments> refused() {
        Cause malformed = Cause.MALFORMED_REQUEST;
        return Stream.of(
                Arguments.of("no Host", new FakeRequest("GET", "/"), malformed),
                Arguments.of("another version", get("/").protocol("HTTP/2.0"), malformed),
                Arguments.of("no version", get("/").protocol("HTTP/0.9"), malformed),
                Arguments.of("two Hosts", get("/", "Host: b"), malformed),
                Arguments.of("a user in Host", new FakeRequest("GET", "/", "Host: u@a"), malformed),
                Arguments.of("an empty Host", new FakeRequest("GET", "/", "Host: "), malformed),
                Arguments.of("both framings", post("Content-Length: 5", "Transfer-Encoding: chunked"), malformed),
                Arguments.of("two lengths", post("Content-Length: 5", "Content-Length: 5"), malformed),
                Arguments.of("a list of lengths", post("Content-Length: 5, 5"), malformed),
                Arguments.of("a negative length", post("Content-Length: -5"), malformed),
                Arguments.of("a signed length", post("Content-Length: +5"), malformed),
                Arguments.of("a hexadecimal length", post("Content-Length: 0x5"), malformed),
                Arguments.of("an overflowing length", post("Content-Length: 9999999999999999999"), malformed),
                Arguments.of("an empty length", post("Content-Length: "), malformed),
                Arguments.of("another encoding", post("Transfer-Encoding: gzip, chunked"), malformed),
                Arguments.of("an encoding twice", post("Transfer-Encoding: chunked, chunked"), malformed),
                Arguments.of("no encoding", post("Transfer-Encoding: identity"), malformed),
                Arguments.of(
                        "chunks in HTTP/1.0", post("Transfer-Encoding: chunked").protocol("HTTP/1.0"), malformed),
                Arguments.of("a foreign authority", new FakeRequest("GET", "http://b/", "Host: a"), malformed),
                Arguments.of("a control character", get("/", "X-A: a\u0000b"), malformed),
                Arguments.of("a line break", get("/", "X-A: a\rb"), malformed),
                Arguments.of("a space in a name", get("/", "X A: b"), malformed),
                Arguments.of("a space in the query", get("/?a b"), malformed),
                Arguments.of("a raw byte in the query", get("/?caf\u00e9"), malformed),
                Arguments.of("a fragment", get("/?a#b"), malformed),
                Arguments.of("a dot segment", get("/a/../b"), malformed),
                Arguments.of("an odd method", new FakeRequest("G(T", "/", "Host: a"), malformed),
                Arguments.of("a tunnel", new FakeRequest("CONNECT", "/", "Host: a"), Cause.METHOD_NOT_ALLOWED),
                Arguments.of("a trace", new FakeRequest("TRACE", "/", "Host: a"), Cause.METHOD_NOT_ALLOWED),
                Arguments.of("a long target", get("/" + "a".repeat(200)), Cause.URI_TOO_LONG),
                Arguments.of("a long query", get("/?" + "a".repeat(200)), Cause.URI_TOO_LONG),
                Arguments.of("a long header", get("/", "X: " + "a".repeat(1000)), Cause.HEADERS_TOO_LARGE),
                Arguments.of("many lines", get("/", lines(20)), Cause.HEADERS_TOO_LARGE),
                Arguments.of("a declared body too large", post("Content-Length: 1001"), Cause.BODY_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF",
                "/WEB-INF/web.xml",
                "/web-inf/x",
                "/%57EB-INF/x",
                "//WEB-INF",
                "/./WEB-INF",
                "/WEB-INF;x",
                "/WEB-INF.",
                "/WEB-INF%20/x",
                "/META-INF/MANIFEST.MF",
                "/meta-Inf"
            })
    void the_servers_own_is_not_there(String path) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(get(path)));
        assertThat(refusal.reason()).isEqualTo(Cause.NO_ROUTE);
    }

    @Test
    void names_that_only_begin_like_the_servers_own_are_free() {
        assertThat(read(get("/WEB-INFO")).path()).isEqualTo("/WEB-INFO");
        assertThat(read(get("/api/WEB-INF")).path()).isEqualTo("/api/WEB-INF");
    }

    @Test
    void the_target_may_be_absolute() {
        assertThat(read(new FakeRequest("GET", "http://A/x", "Host: a")).path()).isEqualTo("/x");
        assertThat(read(new FakeRequest("GET", "http://a", "Host: a")).path()).isEqualTo("/");
    }

    @Test
    void HTTP_1_0_needs_no_Host() {
        assertThat(read(new FakeRequest("GET", "/").protocol("HTTP/1.0"))
                        .origin()
                        .host())
                .isEmpty();
    }

    @Test
    void a_declared_body_has_its_length_and_a_chunked_one_has_none() {
        assertThat(read(post("Content-Length: 5")).body().length()).hasValue(5);
        assertThat(read(post("Transfer-Encoding: Chunked")).body().length()).isEmpty();
        assertThat(read(post("Content-Length: 0")).body().present()).isFalse();
    }

    @Test
    void a_body_ends_at_its_length_whatever_follows() throws IOException {
        InputStream body = read(post("Content-Length: 3", "Upgrade: h2c").body("abcde"))
                .body()
                .open();
        assertThat(new String(body.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("abc");
    }

    @Test
    void chunks_that_the_connector_would_not_read_are_refused() {
        assertThatThrownBy(() -> read(post("Transfer-Encoding: chunked", "Upgrade: h2c")))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, HTTP/1.1, Upgrade, websocket, true",
        "GET, HTTP/1.1, 'keep-alive, upgrade', WebSocket, true",
        "GET, HTTP/1.1, keep-alive, websocket, false",
        "GET, HTTP/1.1, Upgrade, h2c, false",
        "GET, HTTP/1.1, Upgrade, 'websocket, h2c', false",
        "POST, HTTP/1.1, Upgrade, websocket, false",
        "GET, HTTP/1.0, Upgrade, websocket, false",
    })
    void a_handshake_is_known(String method, String protocol, String connection, String upgrade, boolean known) {
        FakeRequest request = new FakeRequest(
                method,
                "/",
                "Host: a",
                "Connection: " + connection,
                "Upgrade: " + upgrade,
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(read(request.protocol(protocol)).body() == RequestBody.FRAMES)
                .isEqualTo(known);
    }

    @Test
    void who_waits_to_be_invited_is_known_until_the_body_is_wanted() throws IOException {
        RequestBody body = read(post("Content-Length: 3", "Expect: 100-Continue")
                        .body("abc"))
                .body();
        assertThat(body.awaitsInvitation()).isTrue();
        body.open();
        assertThat(body.awaitsInvitation()).isFalse();
        assertThat(read(post("Content-Length: 3")).body().awaitsInvitation()).isFalse();
    }

    @Test
    void a_client_that_breaks_off_is_told_from_everybody_else() throws IOException {
        InputStream body = read(post("Content-Length: 5").body("abc")).body().open();
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(ClientFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Cause.CLIENT_GONE));
    }

    @Test
    void a_chunked_body_is_counted_while_it_streams() throws IOException {
        FakeRequest request = post("Transfer-Encoding: chunked").body("x".repeat(1001));
        InputStream body = read(request).body().open();
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(ClientFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Cause.BODY_TOO_LARGE));
    }

    private static Request read(FakeRequest request) {
        return ServletRequests.read(request.servlet(), LIMITS, Optional.empty());
    }

    private static FakeRequest get(String target, String... lines) {
        return new FakeRequest("GET", target, withHost(lines));
    }

    private static FakeRequest post(String... lines) {
        return new FakeRequest("POST", "/", withHost(lines));
    }

    private static String[] withHost(String... lines) {
        return Stream.concat(Stream.of("Host: a"), Stream.of(lines)).toArray(String[]::new);
    }

    private static String[] lines(int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "X-" + i + ": a")
                .toArray(String[]::new);
    }
}
