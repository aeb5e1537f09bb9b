package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong definitions and wrong callers: each is told what was expected, and nothing is published. */
@OnCluster
class BadInputIT {
    private static final String UPSTREAM = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: bad-backend }
            spec: { targets: [ { url: "http://127.0.0.1:9" } ] }
            ---
            """;
    private static final String PROXY = """
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: %s }
            spec:
              route: { path: %s }
              upstream: bad-backend
            """;

    private final Cluster cluster;

    BadInputIT(Cluster cluster) {
        this.cluster = cluster;
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("malformed YAML", UPSTREAM + "apiVersion: noon.dev/v1\nkind: [ApiProxy\n", 8, "7:7"),
                Arguments.of(
                        "unknown field", UPSTREAM + PROXY.formatted("bad", "/bad") + "  colour: red\n", 12, "colour"),
                Arguments.of(
                        "duplicate route",
                        UPSTREAM + PROXY.formatted("bad-a", "/bad") + "---\n" + PROXY.formatted("bad-b", "/bad"),
                        17,
                        "/bad"),
                Arguments.of("missing upstream", PROXY.formatted("bad", "/bad"), 6, "bad-backend"),
                Arguments.of(
                        "wrong type",
                        UPSTREAM + PROXY.formatted("bad", "/bad") + "  stripPath: 17\n",
                        12,
                        "spec.stripPath"),
                Arguments.of(
                        "negative duration",
                        UPSTREAM + PROXY.formatted("bad", "/bad") + "  policies:\n    - cache: { ttl: -5s }\n",
                        13,
                        "spec.policies[0].cache.ttl"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void aWrongFileIsRefusedWithItsLine(String what, String text, int line, String names, @TempDir Path directory)
            throws IOException {
        long head = cluster.admin().head();
        Path file = Files.writeString(directory.resolve("bad.yaml"), text);

        CliRun.Result result = cluster.cli().run("apply", file.toString());

        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        assertThat(result.out() + result.err())
                .as(what)
                .containsPattern("bad\\.yaml:" + line + ":\\d+: ")
                .contains(names)
                .doesNotContain("Exception");
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void everyErrorOfAFileOfTenThousandLinesIsNamed(@TempDir Path directory) throws IOException {
        long head = cluster.admin().head();
        StringBuilder text = new StringBuilder(UPSTREAM);
        int proxies = 1_428;
        for (int i = 0; i < proxies; i++) {
            text.append(PROXY.formatted("bad-" + i, "/bad-" + i)).append("---\n");
        }
        text.append(PROXY.formatted("bad-last", "/bad-last")).append("  colour: red\n  taste: sweet\n");
        Path file = Files.writeString(directory.resolve("long.yaml"), text);
        int lines = (int) text.toString().lines().count();
        assertThat(lines).isGreaterThan(10_000);

        CliRun.Result result = cluster.cli().run("apply", file.toString());

        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        assertThat(result.out() + result.err())
                .contains("long.yaml:" + (lines - 1) + ":")
                .contains("colour")
                .contains("long.yaml:" + lines + ":")
                .contains("taste");
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void theAdminApiAnswersWithTheProblemsPosition() {
        AdminAnswer answer = cluster.admin().apply(UPSTREAM + PROXY.formatted("bad", "/bad") + "  colour: red\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.reply().problem()).isTrue();
        assertThat(answer.json().path("type").asText()).endsWith("/invalid-definition");
        assertThat(answer.json().path("errors").path(0).path("line").asInt()).isEqualTo(12);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).contains("colour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/members",
                "/api/v1/environments/dev/revisions",
                "/api/v1/schemas",
                "/metrics",
                "/openapi"
            })
    void withoutATokenNothingIsAnswered(String path) {
        assertThat(cluster.http().get(cluster.node(1).address().admin(path)).status())
                .isEqualTo(401);
    }

    /** Few enough not to be shut out for a minute. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer wrong", "Bearer  ", "Basic YWRtaW46YWRtaW4="})
    void withAWrongTokenNothingIsAnswered(String authorization) {
        Reply reply =
                cluster.http().get(cluster.node(1).address().admin("/api/v1/members"), "Authorization", authorization);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).doesNotContain(cluster.token());
    }

    @Test
    void theTokenOpensMetricsAndOpenApi() {
        assertThat(cluster.admin().at("GET", URI.create("/metrics"), "").status())
                .isEqualTo(200);
        AdminAnswer openApi = cluster.admin().at("GET", URI.create("/openapi"), "");
        assertThat(openApi.status()).isEqualTo(200);
        assertThat(openApi.reply().text()).contains("/revisions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/members",
                "/api/v1/environments/dev/revisions",
                "/health",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/openapi"
            })
    void theTrafficPortKnowsNothingOfTheAdminPort(String path) {
        Reply reply = cluster.node(2).get(path, "Authorization", "Bearer " + cluster.token());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).as(reply.toString()).isTrue();
        assertThat(reply.revision()).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF/web.xml", "/web-inf/web.xml", "/META-INF/MANIFEST.MF", "/%57EB-INF/web.xml"})
    void theArchiveCannotBeRead(String path) {
        assertThat(cluster.node(2).get(path).status()).isEqualTo(404);
    }

    @Test
    void theAdminPortServesNoTraffic() {
        Reply reply = cluster.http().get(cluster.node(1).address().admin("/no-such-thing"));

        assertThat(reply.status()).isIn(401, 404);
        assertThat(reply.headers().has("Noon-Revision")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void otherContentTypesAreRefused(String type) {
        AdminAnswer answer = cluster.admin().send("POST", "/revisions", UPSTREAM, "Content-Type", type);

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void anOversizeBodyIsRefused() {
        long head = cluster.admin().head();
        String line = "# " + "x".repeat(1021) + "\n";
        byte[] body = (UPSTREAM + line.repeat(20 * 1024)).getBytes(StandardCharsets.UTF_8);

        AdminAnswer answer = cluster.admin()
                .send(
                        "POST",
                        "/revisions",
                        new String(body, StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/yaml");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void anUnknownRevisionIsNotFound() {
        assertThat(cluster.admin().send("GET", "/revisions/999999", "").status())
                .isEqualTo(404);
        assertThat(cluster.admin().rollback(999_999).status()).isEqualTo(404);
        assertThat(cluster.cli().run("show", "999999").exit()).isEqualTo(1);
    }
}
