package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that must not pass: 4xx, 501 or a closed connection, and the upstream sees nothing. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalIT {
    private static final String SMUGGLED = "GET /refusal/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Cluster cluster;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("reached"));

    RefusalIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void apply() {
        assertThat(cluster.admin()
                        .apply(Definitions.proxy("refusal", upstream.url()))
                        .complete())
                .isTrue();
    }

    @AfterAll
    void close() {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254:80", "http://[fe80::1]:80", "http://0.0.0.0:80", "admin", "grid"})
    void upstreamsAreNotWhereTheNodesThemselvesAre(String where) {
        int own = where.equals("admin")
                ? cluster.node(1).address().admin()
                : cluster.node(2).address().grid();
        String url = where.startsWith("http") ? where : "http://localhost:" + own;
        AdminAnswer answer = cluster.admin().apply(Definitions.upstream("refusal-inside", URI.create(url), ""));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.reply().text()).contains("/spec/targets/0/url", "expected an upstream");
    }

    @Test
    void whatAClientMakesUpOfTheServersOwnTracingIsNoEvent() throws IOException {
        String made = "made-up-" + System.nanoTime();
        URI nowhere = cluster.node(1).url("/refusal-nowhere");
        Reply reply = cluster.http().get(nowhere, "Payara-Tracing-TraceId", made, "Payara-Tracing-ParentId", made);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(Files.readString(cluster.node(1).log())).doesNotContain(made);
    }

    static Stream<Arguments> ambiguousFraming() {
        return Stream.of(
                post("length and chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED),
                post("chunked and length", "Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n" + SMUGGLED),
                post("two lengths", "Content-Length: 5\r\nContent-Length: 6", "abcde" + SMUGGLED),
                post("a list of lengths", "Content-Length: 5, 6", "abcde" + SMUGGLED),
                post("a signed length", "Content-Length: +5", "abcde" + SMUGGLED),
                post("a negative length", "Content-Length: -5", "abcde" + SMUGGLED),
                post("a hexadecimal length", "Content-Length: 0x5", "abcde" + SMUGGLED),
                post("an empty length", "Content-Length: ", "abcde" + SMUGGLED),
                post("an overflowing length", "Content-Length: 99999999999999999999", "abcde" + SMUGGLED),
                post("another coding", "Transfer-Encoding: gzip", "abcde" + SMUGGLED),
                post("chunked, not last", "Transfer-Encoding: chunked, gzip", "0\r\n\r\n" + SMUGGLED),
                post("chunked twice", "Transfer-Encoding: chunked, chunked", "0\r\n\r\n" + SMUGGLED),
                post(
                        "two codings",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                        "0\r\n\r\n" + SMUGGLED),
                post("a disguised coding", "Transfer-Encoding: xchunked", "0\r\n\r\n" + SMUGGLED),
                post("a space before the colon", "Transfer-Encoding : chunked", "0\r\n\r\n" + SMUGGLED),
                post("a bad chunk size", "Transfer-Encoding: chunked", "zz\r\nabcde\r\n0\r\n\r\n" + SMUGGLED),
                post(
                        "chunks and another protocol",
                        "Transfer-Encoding: chunked\r\nConnection: Upgrade\r\nUpgrade: h2c",
                        "0\r\n\r\n" + SMUGGLED),
                post("a negative chunk size", "Transfer-Encoding: chunked", "-5\r\nabcde\r\n0\r\n\r\n" + SMUGGLED),
                Arguments.of(
                        "chunked on HTTP/1.0",
                        "POST /refusal/a HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                + SMUGGLED));
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                get("no colon", "Nonsense"),
                get("a space before the colon", "X-A : b"),
                get("an empty name", ": b"),
                get("NUL in a value", "X-A: b\u0000c"),
                get("CR in a value", "X-A: b\rc"),
                get("NUL in a name", "X-\u0000A: b"),
                get("a second Host", "Host: y"),
                get("a folded line", "X-A: b\r\n c"),
                get("a line folded by a tab", "X-A: b\r\n\tc"),
                get("a line folded by a bare line end", "X-A: b\n c"),
                get("a folded empty line", "X-A: b\r\n "),
                get("a line folded at its beginning", "X-A:\r\n c"),
                get("a folded Transfer-Encoding", "Transfer-Encoding:\r\n chunked"),
                Arguments.of("HTTP/2.0 in the request line", "GET /refusal/a HTTP/2.0\r\nHost: x\r\n\r\n"),
                Arguments.of("HTTP/1.2 in the request line", "GET /refusal/a HTTP/1.2\r\nHost: x\r\n\r\n"),
                Arguments.of("a version in lower case", "GET /refusal/a http/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of("absolute form without Host", "GET http://x/refusal/a HTTP/1.1\r\n\r\n"),
                Arguments.of("TRACK", "TRACK /refusal/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("no Host", "GET /refusal/a HTTP/1.1\r\n\r\n"),
                Arguments.of("Host with userinfo", "GET /refusal/a HTTP/1.1\r\nHost: user@x\r\n\r\n"),
                Arguments.of("Host with a path", "GET /refusal/a HTTP/1.1\r\nHost: x/y\r\n\r\n"),
                Arguments.of("Host with a space", "GET /refusal/a HTTP/1.1\r\nHost: x y\r\n\r\n"),
                Arguments.of("absolute form, another Host", "GET http://y/refusal/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("no version", "GET /refusal/a\r\n\r\n"),
                Arguments.of("CONNECT", "CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n"),
                Arguments.of("TRACE", "TRACE /refusal/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("a method with a slash", "GE/T /refusal/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("an asterisk", "GET * HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    static Stream<Arguments> crookedPaths() {
        return Stream.of(
                        "/refusal/%00",
                        "/refusal/a%2fb",
                        "/refusal/a%5cb",
                        "/refusal/a\\b",
                        "/refusal/../refusal/a",
                        "/refusal/%2e%2e/refusal/a",
                        "/refusal/..%2frefusal",
                        "/refusal/%252e%252e/a",
                        "/refusal/%c0%ae%c0%ae/a",
                        "/refusal/%ff",
                        "/refusal/a\u0001b")
                .map(path -> Arguments.of(path, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguousFraming")
    void ambiguousFramingIsRefusedAndEndsTheConnection(String what, String request) throws IOException {
        try (RawConnection client = open()) {
            Optional<Reply> reply = answer(client, request);

            reply.ifPresent(answer -> assertThat(answer.status()).as(what).isBetween(400, 501));
            assertThat(reply.isEmpty() || client.closedWithin(Duration.ofSeconds(5)))
                    .as(what + ": the connection is closed")
                    .isTrue();
        }
        assertNothingReached(what);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"malformedHeads", "crookedPaths"})
    void malformedRequestsAreRefused(String what, String request) throws IOException {
        try (RawConnection client = open()) {
            answer(client, request).ifPresent(reply -> {
                assertThat(reply.status()).as(what + reply).isIn(400, 404, 405, 501, 505);
                assertThat(reply.text()).doesNotContain("Exception").doesNotContain("Payara");
            });
        }
        assertNothingReached(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /refusal/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /refusal/% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /refusal/a%5cb HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /refusal/a HTTP/1.1\r\nHost: x\r\n X-A: b\r\n\r\n"
            })
    void whatTheConnectorWouldAnswerByItselfIsRefusedLikeEverythingElse(String request) throws IOException {
        try (RawConnection client = open()) {
            Reply reply = answer(client, request).orElseThrow();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            assertThat(reply.header("Noon-Revision")).isNotEmpty();
            assertThat(client.closedWithin(Duration.ofSeconds(5))).isTrue();
        }
        assertNothingReached(request);
    }

    @Test
    void theServersOwnPlacesAreNotThere() throws IOException {
        for (String path : List.of("/WEB-INF/web.xml", "/web-inf/", "/META-INF/MANIFEST.MF", "/%57EB-INF/web.xml")) {
            for (String host : List.of("x", "127.0.0.1", "nobody.knows.example")) {
                try (RawConnection client = open()) {
                    Reply reply = answer(client, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .orElseThrow();
                    assertThat(reply.status()).as(path).isEqualTo(404);
                    assertThat(reply.header("Content-Type")).as(host + path).startsWith("application/problem+json");
                }
            }
        }
        assertNothingReached("the server's own places");
    }

    @Test
    void oversizeHeadsAreRefusedByName() throws IOException {
        try (RawConnection client = open()) {
            Optional<Reply> uri = answer(client, "GET /refusal/" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            uri.ifPresent(reply -> assertThat(reply.status()).isIn(400, 414));
        }
        try (RawConnection client = open()) {
            Optional<Reply> head =
                    answer(client, "GET /refusal/a HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n");
            head.ifPresent(reply -> assertThat(reply.status()).isIn(400, 431));
        }
        assertNothingReached("oversize heads");
    }

    @Test
    void anUpgradeToCleartextHttp2IsNotPassedOn() throws IOException {
        try (RawConnection client = open()) {
            Reply reply = client.get(
                    "/refusal/ordinary/h2c",
                    Headers.of(
                            "Connection", "Upgrade, HTTP2-Settings", "Upgrade", "h2c", "HTTP2-Settings", "AAMAAABk"));
            assertThat(reply.status()).isNotEqualTo(101);
        }
        upstream.requests().stream()
                .filter(request -> request.target().contains("h2c"))
                .forEach(request -> {
                    assertThat(request.headers().has("Upgrade")).isFalse();
                    assertThat(request.headers().has("HTTP2-Settings")).isFalse();
                });
    }

    @Test
    void aBodyEndsWhereItsLengthSaysAlsoWhenAnotherProtocolIsOffered() throws IOException {
        try (RawConnection client = open()) {
            client.send("POST /refusal/ordinary HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nContent-Length: 5\r\n\r\nhello" + SMUGGLED);
            assertThat(client.read("POST").text()).isEqualTo("reached");
            assertThat(client.closedWithin(Duration.ofSeconds(5))).isTrue();
        }
        assertNothingReached("what followed the body");
    }

    @Test
    void anOrdinaryRequestStillPasses() throws IOException {
        try (RawConnection client = open()) {
            assertThat(client.get("/refusal/ordinary", Headers.of()).text()).isEqualTo("reached");
        }
    }

    private void assertNothingReached(String what) {
        assertThat(upstream.requests().stream()
                        .filter(request -> !request.target().contains("/ordinary")))
                .as(what)
                .isEmpty();
    }

    private RawConnection open() throws IOException {
        return RawConnection.open(cluster.node(1).address().http());
    }

    /** The answer, or nothing if the gateway closes the connection without one; silence is a failure. */
    private static Optional<Reply> answer(RawConnection client, String request) throws IOException {
        try {
            client.send(request);
            Reply head = client.readHead();
            boolean framed =
                    head.headers().has("Content-Length") || head.headers().has("Transfer-Encoding");
            byte[] body = framed ? client.bodyOf("GET", head).readAllBytes() : new byte[0];
            return Optional.of(new Reply(head.status(), head.headers(), body));
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }

    private static Arguments post(String what, String framing, String body) {
        return Arguments.of(what, "POST /refusal/a HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n" + body);
    }

    private static Arguments get(String what, String line) {
        return Arguments.of(what, "GET /refusal/a HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n");
    }
}
