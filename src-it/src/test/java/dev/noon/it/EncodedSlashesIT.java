package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded slashes reach an upstream as they are where its proxy has leave for them, and nowhere else. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncodedSlashesIT {
    private final Cluster cluster;
    private final RecordingUpstream upstream =
            RecordingUpstream.start((request, reply) -> reply.text("got " + request.target()));

    EncodedSlashesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void apply() {
        AdminAnswer answer = cluster.admin()
                .apply(Definitions.upstream("slashes-backend", upstream.url(), "")
                        + proxy("slashes", "path: /slashes")
                        + proxy("slashes-cut", "path: /slashes-cut")
                                .replace("  upstream:", "  stripPath: true\n  upstream:")
                        + proxy(
                                "slashes-id",
                                "template: \"/slashes-id/{id}\"",
                                "requestHeaders: { set: { X-Id: \"${path.id}\" } }",
                                "rewrite: { path: { to: \"/v4/projects/${path.id}/files\" } }")
                        + proxy("slashes-cached", "path: /slashes-cached", Definitions.CACHE)
                        + proxy(
                                "slashes-moved",
                                "path: /slashes-moved",
                                "redirect: { to: \"/elsewhere${path}\", status: 308 }")
                        + "---\n" + Definitions.proxyOnly("slashes-strict", "slashes-backend"));
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }

    @AfterAll
    void close() {
        upstream.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/slashes/group%2fname, /slashes/group%2Fname",
        "/slashes/a%2Fb/c%2f%64?e=%2f.., /slashes/a%2Fb/c%2Fd?e=%2f..",
        "/slashes/%2F, /slashes/%2F",
        "/slashes/a%2F%2Fb//c/./%2f, /slashes/a%2F%2Fb/c/%2F",
        "http://x/slashes/a%2Fb, /slashes/a%2Fb",
        "/slashes/WEB-INF%2Fweb.xml, /slashes/WEB-INF%2Fweb.xml",
        "/slashes-cut/group%2Fname/x, /group%2Fname/x",
        "/slashes-id/group%2Fname, /v4/projects/group%2Fname/files",
    })
    void theUpstreamSeesThemAsTheyAre(String target, String seen) throws IOException {
        assertThat(ask(target).text()).isEqualTo("got " + seen);
        assertThat(upstream.last().target()).isEqualTo(seen);
    }

    @Test
    void aParameterHasThemAsTheyStand() throws IOException {
        ask("/slashes-id/a%2fb");
        assertThat(upstream.last().headers().text("X-Id")).isEqualTo("a%2Fb");
    }

    @Test
    void theyMakeAnotherKeyThanSlashesDo() throws IOException {
        assertThat(ask("/slashes-cached/a%2Fb").text()).isEqualTo("got /slashes-cached/a%2Fb");
        int asked = upstream.requests().size();
        assertThat(ask("/slashes-cached/a%2fb").text()).isEqualTo("got /slashes-cached/a%2Fb");
        assertThat(upstream.requests()).hasSize(asked);
        assertThat(ask("/slashes-cached/a/b").text()).isEqualTo("got /slashes-cached/a/b");
    }

    @Test
    void aRedirectKeepsThem() throws IOException {
        assertThat(ask("/slashes-moved/a%2fb").header("Location")).isEqualTo("/elsewhere/slashes-moved/a%2Fb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/slashes-strict/a%2Fb",
                "/slashes-strict%2fa",
                "/slashes%2Fa",
                "/slashes-nowhere/a%2Fb",
                "/slashes/a%2F..%2Fb",
                "/slashes/..%2fslashes-strict",
                "/slashes/a%2f%2e%2e",
                "/slashes/a%2F..;x%2Fb",
                "/slashes/.%2Fa",
                "/slashes/a%2F%5Cb",
                "/slashes/a%252Fb",
                "/slashes/a%25%32%46b",
                "/slashes/a%2F%00",
                "/slashes/a%2F../b"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String target) throws IOException {
        int asked = upstream.requests().size();
        refused(target, 400);
        assertThat(upstream.requests()).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF%2Fweb.xml",
                "/%2FWEB-INF/web.xml",
                "/%2f%2fmeta-inf%2fMANIFEST.MF",
                "/%2F/WEB-INF%3Bx/web.xml"
            })
    void theServersOwnPlacesAreNotThere(String target) throws IOException {
        refused(target, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api%2Fv1%2Fmembers", "/health%2flive", "/x%2F..%2Fmetrics", "/%2fmetrics"})
    void administrationTakesNone(String target) throws IOException {
        try (RawConnection client = RawConnection.open(cluster.node(1).address().admin())) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read("GET").status()).isBetween(400, 499);
        }
    }

    private void refused(String target, int status) throws IOException {
        try (RawConnection client = open()) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            Reply reply = client.read("GET");
            assertThat(reply.status()).as(target + reply).isEqualTo(status);
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            assertThat(reply.header("Noon-Revision")).isNotEmpty();
            assertThat(status != 400 || client.closedWithin(Duration.ofSeconds(5)))
                    .as(target + ": the connection is closed")
                    .isTrue();
        }
    }

    private Reply ask(String target) throws IOException {
        try (RawConnection client = open()) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return client.read("GET");
        }
    }

    private RawConnection open() throws IOException {
        return RawConnection.open(cluster.node(1).address().http());
    }

    private static String proxy(String name, String path, String... policies) {
        return "---\n"
                + Definitions.proxyOnly(name, "slashes-backend", policies)
                        .replace("{ path: /" + name + " }", "{ " + path + ", encodedSlashes: true }");
    }
}
