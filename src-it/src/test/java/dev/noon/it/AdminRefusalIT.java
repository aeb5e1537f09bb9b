package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administration must refuse: each with a 4xx, and the revisions, operations and tokens are what they were. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminRefusalIT {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";
    private static final String ENVIRONMENT = "/api/v1/environments/dev";
    private static final String VAULT = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: refused-vault, project: vault }
            spec: { targets: [ { url: "http://127.0.0.1:9" } ] }
            """;

    private final Cluster cluster;
    private final Watched watched;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("reached"));
    private String retail = "";

    AdminRefusalIT(Cluster cluster) {
        this.cluster = cluster;
        this.watched = new Watched(cluster);
    }

    @BeforeAll
    void prepare() {
        assertThat(cluster.admin().apply(VAULT).complete()).isTrue();
        assertThat(cluster.admin()
                        .apply(Definitions.proxy("refused", upstream.url()))
                        .complete())
                .isTrue();
        retail = watched.token("retail", "publisher:dev:retail");
    }

    @AfterAll
    void close() {
        upstream.close();
    }

    // Credentials

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer null",
                "Bearer undefined",
                "Bearer admin",
                "Bearer changeit",
                "Basic YWRtaW46YWRtaW4=",
                "Basic YWRtaW46",
                "Bearer noon_000000000000_0000000000000000000000000000000000000000000000000000000000000000",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."
            })
    void nobodyWritesWithoutGoodCredentials(String authorization) {
        watched.unchanged(() -> {
            String[] headers = authorization.isEmpty()
                    ? new String[] {"Content-Type", YAML}
                    : new String[] {"Content-Type", YAML, "Authorization", authorization};
            assertThat(watched.send("POST", ENVIRONMENT + "/revisions", VAULT.replace(":9", ":10"), headers)
                            .status())
                    .isIn(401, 429);
            assertThat(watched.send("DELETE", "/api/v1/tokens/000000000000", "", headers)
                            .status())
                    .isIn(401, 415, 429);
        });
    }

    @Test
    void wrongCredentialsAreLimitedAndShutNobodyOut() {
        watched.unchanged(() -> {
            int status = 0;
            for (int i = 0; i < 40; i++) {
                status = watched.send("GET", "/api/v1/members", "", "Authorization", "Bearer guess-" + i)
                        .status();
            }
            assertThat(status).isEqualTo(429);
            assertThat(cluster.admin().history().status()).isEqualTo(200);
            assertThat(watched.send("GET", "/api/v1/members", "", "Authorization", "Bearer " + cluster.token())
                            .status())
                    .isEqualTo(200);
            assertThat(watched.as(retail, "GET", "/api/v1/members", "").status())
                    .isEqualTo(200);
        });
    }

    @Test
    void aRevokedTokenEndsOnEveryNodeWithinTwoSeconds() {
        String text = watched.token("short", "reader:dev");
        cluster.nodes().forEach(node -> assertThat(cluster.http()
                        .get(node.address().admin("/api/v1/members"), "Authorization", "Bearer " + text)
                        .status())
                .isEqualTo(200));

        String id = text.substring(5, 17);
        assertThat(cluster.admin()
                        .at("DELETE", URI.create("/api/v1/tokens/" + id), "")
                        .status())
                .isEqualTo(200);

        cluster.nodes().forEach(node -> Awaitility.await(node.name())
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> cluster.http()
                                .get(node.address().admin("/api/v1/members"), "Authorization", "Bearer " + text)
                                .status()
                        >= 400));
    }

    @Test
    void secretsAreInNoAnswerAuditOrLog() {
        String secret = retail.substring(18);
        watched.unchanged(() -> {
            String told = cluster.admin()
                            .at("GET", URI.create("/api/v1/tokens"), "")
                            .reply()
                            .text()
                    + cluster.admin()
                            .send("GET", "/audit?limit=500", "")
                            .reply()
                            .text()
                    + cluster.admin()
                            .at("GET", URI.create("/metrics"), "")
                            .reply()
                            .text()
                    + cluster.tails(100_000);

            assertThat(told)
                    .contains(retail.substring(5, 17))
                    .doesNotContain(secret)
                    .doesNotContain(cluster.token());
        });
    }

    // Projects

    @Test
    void anotherProjectsObjectsAreOutOfReachAndTheAttemptIsRecorded() {
        watched.unchanged(() -> {
            assertThat(watched.as(retail, "GET", ENVIRONMENT + "/definitions/Upstream/refused-vault", "")
                            .status())
                    .isEqualTo(404);
            assertThat(watched.as(
                                    retail,
                                    "POST",
                                    ENVIRONMENT + "/revisions",
                                    VAULT.replace(":9", ":10"),
                                    "Content-Type",
                                    YAML)
                            .status())
                    .isEqualTo(403);
            assertThat(watched.as(
                                    retail,
                                    "POST",
                                    ENVIRONMENT + "/revisions",
                                    VAULT.replace("vault }", "retail }"),
                                    "Content-Type",
                                    YAML)
                            .status())
                    .isEqualTo(403);
            assertThat(watched.as(retail, "POST", ENVIRONMENT + "/revisions/1/rollback", "")
                            .status())
                    .isEqualTo(403);
            assertThat(watched.as(retail, "POST", ENVIRONMENT + "/purges", "{\"all\":true}", "Content-Type", JSON)
                            .status())
                    .isEqualTo(403);
            assertThat(watched.as(
                                    retail,
                                    "POST",
                                    ENVIRONMENT + "/purges",
                                    "{\"proxy\":\"refused\"}",
                                    "Content-Type",
                                    JSON)
                            .status())
                    .isEqualTo(404);
            assertThat(watched.as(retail, "GET", "/api/v1/tokens", "").status()).isEqualTo(403);
            assertThat(watched.as(
                                    retail,
                                    "POST",
                                    "/api/v1/tokens",
                                    "{\"name\":\"x\",\"grants\":[\"reader:dev\"]}",
                                    "Content-Type",
                                    JSON)
                            .status())
                    .isEqualTo(403);
        });
        JsonNode entries = cluster.admin()
                .send("GET", "/audit?action=refused&actor=retail&limit=20", "")
                .json()
                .path("entries");
        assertThat(entries.size()).isGreaterThanOrEqualTo(8);
        assertThat(entries.toString()).contains("Upstream/refused-vault", "ApiProxy/refused");
        assertThat(watched.as(retail, "GET", ENVIRONMENT + "/definitions", "").text())
                .doesNotContain("refused-vault");
    }

    // Browsers

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
    })
    void whatAnotherSitesPageSendsIsRefused(String header, String value) {
        watched.unchanged(() -> assertThat(cluster.admin()
                        .send("POST", "/revisions", VAULT.replace(":9", ":10"), "Content-Type", YAML, header, value)
                        .status())
                .isEqualTo(403));
    }

    // The record

    @Test
    void theRecordOfAllThisIsWhole() {
        AdminAnswer checked = cluster.admin().send("GET", "/audit/verify", "");

        assertThat(checked.json().path("intact").asBoolean())
                .as(checked.toString())
                .isTrue();
        assertThat(checked.json().path("receipts").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(checked.json().path("ends").findValuesAsText("log"))
                .contains("receipts/node-1", "receipts/node-2", "receipts/node-3");
        CliRun.Result verified = cluster.cli().run("audit", "--verify");
        assertThat(verified.exit()).as(verified.toString()).isZero();
        assertThat(verified.out())
                .containsPattern("receipts/node-2 end at [0-9]+")
                .contains("the log is whole");
        assertThat(cluster.cli().run("audit", "--action", "apply", "-n", "3").out())
                .contains("administrator");
    }
}
