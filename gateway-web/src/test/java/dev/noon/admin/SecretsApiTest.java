package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SecretsApiTest {
    private static final String ENVIRONMENT = "/v1/environments/dev";
    private static final String REVISIONS = ENVIRONMENT + "/revisions";
    private static final String CLEAR = "hunter2-hunter2";
    private static final String KEY_1 = "key-1:" + "A".repeat(43) + "=\n";
    private static final String KEY_2 = "key-2:" + "B".repeat(42) + "A=\n";

    private final AdminServer server = new AdminServer();
    private final StringBuffer answers = new StringBuffer();
    private final Listening log = new Listening();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stop() {
        server.close();
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void no_answer_and_no_line_of_the_log_shows_a_secret() {
        server.useKeys(KEY_1);
        server.startNode();
        told(server.yaml(REVISIONS + "?dryRun=true", credential(CLEAR)));
        told(server.yaml(REVISIONS + "?wait=1", credential(CLEAR)));
        told(server.yaml(REVISIONS + "?dryRun=true", credential(CLEAR + "-3")));
        told(server.yaml(REVISIONS, credential(CLEAR + "-3")));
        told(server.yaml(REVISIONS, credential(CLEAR).replace("secret:", "secrt:")));
        told(server.yaml(REVISIONS, credential(CLEAR).replace("secret: ", "secret:")));
        told(server.yaml(REVISIONS, credential("[" + CLEAR + "]")));
        told(server.yaml(REVISIONS, credential("*" + CLEAR)));
        told(server.yaml(REVISIONS, credential("'" + CLEAR)));
        told(server.yaml(
                REVISIONS, credential(CLEAR).replace("{ name: loans-key }", "{ name: loans-key, secret: x }")));
        told(server.post(
                REVISIONS, "application/json", "{\"files\":[{\"name\":\"a\",\"text\":\"" + CLEAR + "\"},{}]}"));
        for (String path : List.of(
                REVISIONS,
                REVISIONS + "/1",
                REVISIONS + "/2",
                REVISIONS + "/2/receipts",
                ENVIRONMENT + "/definitions",
                ENVIRONMENT + "/definitions/Credential",
                ENVIRONMENT + "/definitions/Credential/loans-key",
                ENVIRONMENT + "/secrets",
                "/v1/members",
                "/v1/schemas/Credential")) {
            told(server.get(path));
        }
        told(server.post(REVISIONS + "/1/rollback", "", ""));
        told(server.post(ENVIRONMENT + "/secrets/rotation", "", ""));
        server.loseStore();
        told(server.yaml(REVISIONS, credential(CLEAR + "-4")));

        assertThat(answers).contains("keep:").doesNotContain(CLEAR).doesNotContain("noon1:");
        assertThat(log.lines).doesNotContain(CLEAR);
    }

    @Test
    void what_is_read_can_be_applied_again_and_changes_nothing() {
        server.useKeys(KEY_1);
        server.yaml(REVISIONS, credential(CLEAR));
        JsonObject read = AdminServer.json(server.get(ENVIRONMENT + "/definitions/Credential/loans-key"));

        HttpResponse<String> again =
                server.yaml(REVISIONS, read.getJsonObject("definition").toString());

        assertThat(read.getJsonObject("definition").toString()).contains("\"secret\":\"keep:");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(AdminServer.json(again).getString("outcome")).isEqualTo("unchanged");
    }

    @Test
    void without_a_key_a_secret_is_refused_with_the_setting_to_set() {
        HttpResponse<String> refused = server.yaml(REVISIONS, credential(CLEAR));

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonObject error = AdminServer.json(refused).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("field")).isEqualTo("/spec/secret");
        assertThat(error.getString("message")).contains("noon.secrets.key.file");
        HttpResponse<String> rotation = server.post(ENVIRONMENT + "/secrets/rotation", "", "");
        assertThat(rotation.statusCode()).isEqualTo(200);
    }

    @Test
    void a_rotation_is_a_revision_that_changes_no_wording() {
        server.useKeys(KEY_1);
        server.yaml(REVISIONS, credential(CLEAR));
        server.useKeys(KEY_2 + KEY_1);

        HttpResponse<String> rotated = server.post(ENVIRONMENT + "/secrets/rotation", "", "");

        assertThat(rotated.statusCode()).isEqualTo(201);
        JsonObject json = AdminServer.json(rotated);
        assertThat(json.getJsonObject("revision").getString("permission")).isEqualTo("rotate-keys");
        assertThat(json.getJsonArray("changes").getJsonObject(0).getJsonArray("fields"))
                .isEmpty();
        JsonObject listed = AdminServer.json(server.get(ENVIRONMENT + "/secrets"));
        assertThat(listed.getJsonArray("keys")).hasToString("[\"key-2\",\"key-1\"]");
        JsonObject secret = listed.getJsonArray("secrets").getJsonObject(0);
        assertThat(secret.getString("key")).isEqualTo("key-2");
        assertThat(secret.getBoolean("inForce")).isTrue();
        assertThat(server.post(ENVIRONMENT + "/secrets/rotation", "", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_rotation_that_cannot_open_what_is_there_is_refused() {
        server.useKeys(KEY_1);
        server.yaml(REVISIONS, credential(CLEAR));
        server.useKeys(KEY_2);

        HttpResponse<String> refused = server.post(ENVIRONMENT + "/secrets/rotation", "", "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(AdminServer.json(refused).getString("type")).endsWith("/not-sealable");
        assertThat(AdminServer.json(refused).getString("detail")).contains("key-1");
    }

    @Test
    void what_an_upstream_shows_must_exist_and_cannot_be_missing() {
        String upstream = """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: backend }
                spec: { targets: [ { url: "http://127.0.0.1:9000" } ], credential: loans-kez }
                """;
        server.useKeys(KEY_1);
        server.yaml(REVISIONS, credential(CLEAR));

        HttpResponse<String> refused = server.yaml(REVISIONS, upstream);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("there is no Credential of that name; did you mean 'loans-key'?");
        assertThat(server.yaml(REVISIONS, upstream.replace("kez", "key")).statusCode())
                .isEqualTo(201);
    }

    private void told(HttpResponse<String> answer) {
        answers.append(answer.statusCode()).append(answer.headers()).append(answer.body());
    }

    private static String credential(String secret) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: loans-key }
                spec: { type: apiKey, header: X-Api-Key, secret: %s }
                """.formatted(secret);
    }

    /** Remembers every line of every logger, with whatever exception comes along. */
    private static final class Listening extends Handler {
        private final StringBuffer lines = new StringBuffer();

        @Override
        public void publish(LogRecord record) {
            lines.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
