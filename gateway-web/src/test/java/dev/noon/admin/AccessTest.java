package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two projects, and callers who may see one of them. */
final class AccessTest {
    private static final String DEV = "/v1/environments/dev";
    private static final String BACKEND = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend, project: retail }
            spec: { targets: [ { url: "http://127.0.0.1:9000" } ] }
            ---
            """;

    private final AdminServer server = new AdminServer();

    @BeforeEach
    void apply() {
        server.yaml(DEV + "/revisions", BACKEND + proxy("loans", "retail", "/loans"));
        server.yaml(DEV + "/revisions?message=secretly", proxy("gold", "vault", "/gold"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}: read {1}, plan {2}, purge {3}, apply {4}, tokens {5}, verify {6}")
    @CsvSource({
        "reader:dev:retail, 200, 200, 403, 403, 403, 403",
        "operator:dev:retail, 200, 200, 201, 403, 403, 403",
        "publisher:dev:retail, 200, 200, 201, 201, 403, 403",
        "administrator:dev:retail, 200, 200, 201, 201, 200, 403",
        "administrator:dev, 200, 200, 201, 201, 200, 200",
        "reader:dev:vault, 404, 403, 403, 403, 403, 403",
        "administrator:dev:vault, 404, 403, 404, 403, 200, 403",
    })
    void each_role_may_what_it_may(String grant, int read, int plan, int purge, int apply, int tokens, int verify) {
        String token = server.tokenFor(grant);
        String changed = proxy("loans", "retail", "/credit");

        assertThat(get(token, DEV + "/definitions/ApiProxy/loans").statusCode()).isEqualTo(read);
        assertThat(yaml(token, DEV + "/revisions?dryRun=true", changed).statusCode())
                .isEqualTo(plan);
        assertThat(json(token, DEV + "/purges", "{\"proxy\":\"loans\"}").statusCode())
                .isEqualTo(purge);
        assertThat(yaml(token, DEV + "/revisions", changed).statusCode()).isEqualTo(apply);
        assertThat(get(token, "/v1/tokens").statusCode()).isEqualTo(tokens);
        assertThat(get(token, DEV + "/audit/verify").statusCode()).isEqualTo(verify);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/members",
                "/v1/schemas",
                "/v1/schemas/ApiProxy",
                "/v1/tokens",
                "/v1/environments/dev/revisions",
                "/v1/environments/dev/revisions/1",
                "/v1/environments/dev/revisions/1/receipts",
                "/v1/environments/dev/definitions",
                "/v1/environments/dev/definitions/ApiProxy",
                "/v1/environments/dev/definitions/ApiProxy/loans",
                "/v1/environments/dev/audit",
                "/v1/environments/dev/audit/export",
                "/v1/environments/dev/audit/verify",
                "/v1/environments/dev/audit/revisions/1",
                "/v1/nowhere"
            })
    void somebody_without_a_grant_here_gets_nowhere(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "DELETE")) {
            HttpResponse<String> answer =
                    server.send(server.as("signed:administrator:prod", path).method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(method).isEqualTo(403);
            assertThat(answer.headers().firstValue("Allow")).isEmpty();
            assertThat(answer.body()).doesNotContain("loans", "gold");
        }
    }

    @Test
    void another_projects_object_is_as_if_it_were_not_there_and_the_attempt_is_recorded() {
        String token = server.tokenFor("reader:dev:retail");

        HttpResponse<String> hidden = get(token, DEV + "/definitions/ApiProxy/gold");
        HttpResponse<String> absent = get(token, DEV + "/definitions/ApiProxy/lead");
        HttpResponse<String> purged =
                json(server.tokenFor("operator:dev:retail"), DEV + "/purges", "{\"proxy\":\"gold\"}");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body().replace("gold", "lead")).isEqualTo(absent.body());
        assertThat(purged.statusCode()).isEqualTo(404);
        assertThat(refusals())
                .extracting(entry -> object(entry))
                .containsExactly("ApiProxy/gold", "ApiProxy/lead", "ApiProxy/gold");
        assertThat(refusals().get(1).getString("actor")).startsWith("ci (");
    }

    @Test
    void lists_show_what_may_be_read_and_nothing_else() {
        String token = server.tokenFor("reader:dev:retail");

        assertThat(get(token, DEV + "/definitions").body()).contains("loans").doesNotContain("gold", "vault");
        assertThat(get(token, DEV + "/definitions/ApiProxy").body())
                .contains("loans")
                .doesNotContain("gold");
        assertThat(get(token, DEV + "/revisions").body())
                .contains("\"number\":2", "loans")
                .doesNotContain("gold", "secretly");
        assertThat(get(token, DEV + "/revisions/2").body()).contains("loans").doesNotContain("gold", "secretly");
        assertThat(get(token, DEV + "/audit").body()).contains("loans").doesNotContain("gold", "secretly", "token/");
        assertThat(get(token, DEV + "/audit/revisions/2").statusCode()).isEqualTo(404);
        assertThat(get(token, DEV + "/audit/revisions/1").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unchanged_apply_does_not_tell_what_others_changed() {
        HttpResponse<String> answer =
                yaml(server.tokenFor("publisher:dev:retail"), DEV + "/revisions", proxy("loans", "retail", "/loans"));

        assertThat(AdminServer.json(answer).getString("outcome")).isEqualTo("unchanged");
        assertThat(answer.body()).doesNotContain("gold", "secretly");
    }

    @Test
    void a_refused_apply_publishes_nothing_and_is_recorded() {
        HttpResponse<String> answer =
                yaml(server.tokenFor("publisher:dev:retail"), DEV + "/revisions", proxy("gold", "retail", "/mine"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(AdminServer.json(answer).getString("type")).endsWith("/forbidden");
        assertThat(head()).isEqualTo(2);
        assertThat(object(refusals().get(0))).isEqualTo("ApiProxy/gold");
        assertThat(refusals().get(0).getJsonArray("objects").getJsonObject(0).getJsonArray("projects"))
                .hasToString("[\"vault\"]");
    }

    @Test
    void while_the_store_is_away_a_token_is_neither_good_nor_wrong() {
        String token = server.tokenFor("administrator:dev");
        server.loseStore();

        assertThat(yaml(token, DEV + "/revisions", proxy("loans", "retail", "/x"))
                        .statusCode())
                .isEqualTo(503);
        assertThat(get(token, "/v1/schemas").statusCode()).isEqualTo(503);
        assertThat(server.get("/v1/schemas").statusCode()).isEqualTo(200);
    }

    @Test
    void without_a_record_nothing_is_written() {
        server.loseStore();

        assertThat(server.post("/v1/tokens", "application/json", "{\"name\":\"ci\",\"grants\":[\"reader:dev\"]}")
                        .statusCode())
                .isEqualTo(503);
        assertThat(server.yaml(DEV + "/revisions", proxy("loans", "retail", "/x"))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void one_entry_shows_its_fields_and_the_chains_hold() {
        server.yaml(DEV + "/revisions", proxy("loans", "retail", "/credit"));
        server.post(DEV + "/purges", "application/json", "{\"all\":true}");

        assertThat(server.get(DEV + "/audit/revisions/3").body())
                .contains("\"path\":\"/spec/route/path\",\"old\":\"/loans\",\"new\":\"/credit\"");
        JsonObject checked = AdminServer.json(server.get(DEV + "/audit/verify"));
        assertThat(checked.getBoolean("intact")).isTrue();
        assertThat(checked.getInt("checked")).isEqualTo(4);
        assertThat(server.get(DEV + "/audit/export?actor=administrator").statusCode())
                .isEqualTo(200);
        assertThat(server.get(DEV + "/audit?action=audit-exported").body()).contains("actor=administrator");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 400",
        "limit=501, 400",
        "before=7, 400",
        "before=r1.o1.e1', 400",
        "since=yesterday, 400",
        "actor=a&actor=b, 400",
        "'actor[$ne]=x', 400",
        "actor=%7B%22%24ne%22:1%7D, 200",
        "object=.*, 200",
    })
    void what_is_searched_for_is_text(String query, int status) {
        HttpResponse<String> answer =
                server.get(DEV + "/audit?" + query.replace("[", "%5B").replace("]", "%5D"));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.body()).contains("\"entries\":[]");
        }
    }

    private List<JsonObject> refusals() {
        return AdminServer.json(server.get(DEV + "/audit?action=refused"))
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class);
    }

    private static String object(JsonObject entry) {
        return entry.getJsonArray("objects").getJsonObject(0).getString("object");
    }

    private int head() {
        return AdminServer.json(server.get(DEV + "/revisions"))
                .getJsonArray("revisions")
                .getJsonObject(0)
                .getInt("number");
    }

    private HttpResponse<String> get(String token, String path) {
        return server.send(server.as(token, path).GET());
    }

    private HttpResponse<String> yaml(String token, String path, String text) {
        HttpRequest.Builder request = server.as(token, path).POST(BodyPublishers.ofString(text));
        return server.send(request.header("Content-Type", Body.YAML));
    }

    private HttpResponse<String> json(String token, String path, String text) {
        HttpRequest.Builder request = server.as(token, path).POST(BodyPublishers.ofString(text));
        return server.send(request.header("Content-Type", "application/json"));
    }

    private static String proxy(String name, String project, String path) {
        return """
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %s, project: %s }
                spec:
                  route: { path: %s }
                  upstream: backend
                ---
                """.formatted(name, project, path);
    }
}
