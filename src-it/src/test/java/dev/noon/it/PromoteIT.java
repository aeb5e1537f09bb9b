package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From one environment to another, each with its own node, store and keys: everything but what is secret. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromoteIT {
    private static final URI TARGET = URI.create("http://127.0.0.1:9");
    private static final String HERE = "secret-of-dev-alone";
    private static final String THERE = "secret-of-stage-alone";

    private final Cluster cluster;
    private Cluster stage;
    private CliRun cli;

    PromoteIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = Cluster.start(
                new ClusterSpec(1, "stage", cluster.checkout().scratch("stage"), "512m", List.of(), List.of(), false));
        cli = new CliRun(
                cluster.checkout(),
                Map.of(
                        "NOON_URL", cluster.node(1).address().admin("").toString(),
                        "NOON_TOKEN", cluster.token(),
                        "NOON_URL_STAGE", stage.node(1).address().admin("").toString(),
                        "NOON_TOKEN_STAGE", stage.token()),
                directory);
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @Test
    void whatIsInForceHereIsPromotedToAnotherEnvironment() {
        apply(cluster, released());
        long source = cluster.admin().head();
        long head = stage.admin().head();

        CliRun.Result plan = promote("--project", "released");
        assertThat(plan.exit()).as(plan.toString()).isZero();
        assertThat(plan.out()).contains("+ ApiProxy promoted");
        assertThat(stage.admin().head()).isEqualTo(head);

        CliRun.Result promoted = promote("--project", "released", "--yes", "-m", "release 9");
        assertThat(promoted.exit()).as(promoted.toString()).isZero();
        assertThat(stage.admin().head()).isEqualTo(head + 1);
        assertThat(stage.admin()
                        .history()
                        .json()
                        .path("revisions")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo("promoted from dev revision " + source + ": release 9");
        assertThat(stage.node(1).get("/promoted").status()).isNotEqualTo(404);
        assertThat(promote("--project", "released", "--yes").out()).startsWith("unchanged: ");
    }

    @Test
    void aCredentialIsNeverCopiedAndItsAbsenceIsNamedAndItsOwnStays() {
        apply(cluster, credential(HERE) + "---\n" + client() + "---\n" + keyed());
        long head = stage.admin().head();

        CliRun.Result refused = promote("--project", "secretive", "--yes");
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.err())
                .contains("not copied, each environment has its own: Credential/promote-key, OAuthClient/promote-web")
                .contains("there is no Credential of that name");
        assertThat(stage.admin().head()).isEqualTo(head);

        apply(stage, credential(THERE));
        JsonNode own = credentialAt(stage);
        CliRun.Result promoted = promote("--project", "secretive", "--prune", "--yes");
        assertThat(promoted.exit()).as(promoted.toString()).isZero();
        assertThat(promoted.out()).contains("+ Upstream promote-keyed").doesNotContain("Credential");
        assertThat(promoted.err()).contains("not copied, each environment has its own: Credential/promote-key");
        assertThat(credentialAt(stage)).isEqualTo(own).isNotEqualTo(credentialAt(cluster));
        assertThat(stage.admin().definitions().reply().text())
                .contains("promote-keyed")
                .doesNotContain("promote-web", fingerprint(cluster));
        assertThat(promote("--project", "secretive", "--prune", "--yes").out()).startsWith("unchanged: ");
    }

    private CliRun.Result promote(String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(new String[] {"promote", "--from", "dev", "--to", "stage"}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        return cli.run(all);
    }

    private static void apply(Cluster to, String definitions) {
        AdminAnswer answer = to.admin().apply(definitions);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }

    private static JsonNode credentialAt(Cluster where) {
        return where.admin()
                .send("GET", "/definitions/Credential/promote-key", "")
                .json()
                .path("definition");
    }

    private static String fingerprint(Cluster where) {
        String text = credentialAt(where).path("spec").path("secret").asText();
        assertThat(text).startsWith("keep:");
        return text;
    }

    /** In a project of its own: other suites have credentials, which are not copied. */
    private static String released() {
        return Definitions.proxy("promoted", TARGET, "responseHeaders: { set: { X-Definition: from-dev } }")
                .replace("metadata: { name: promoted", "metadata: { project: released, name: promoted");
    }

    private static String credential(String secret) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: promote-key, project: secretive }
                spec: { type: bearer, secret: %s }
                """.formatted(secret);
    }

    private static String client() {
        return """
                apiVersion: noon.dev/v1
                kind: OAuthClient
                metadata: { name: promote-web, project: secretive }
                spec: { clientId: promote-web, secret: "%s, too", grants: [client_credentials] }
                """.formatted(HERE);
    }

    private static String keyed() {
        return Definitions.upstream("promote-keyed", TARGET, "credential: promote-key")
                .replace("name: promote-keyed", "name: promote-keyed, project: secretive");
    }
}
