package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdminApiTest extends WithAdminServer {
    private static final String DEFINITIONS = "/v1/environments/dev/definitions";
    private static final String PURGES = "/v1/environments/dev/purges";

    @Test
    void an_apply_answers_with_the_revision_its_changes_and_receipts() {
        server.startNode();
        HttpResponse<String> answer = server.yaml(REVISIONS + "?wait=1&message=first", BACKEND + LOANS);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(REVISIONS + "/1");
        JsonObject json = AdminServer.json(answer);
        assertThat(json.getString("environment")).isEqualTo("dev");
        assertThat(json.getString("outcome")).isEqualTo("applied");
        assertThat(json.getString("verdict")).isEqualTo("hot");
        assertThat(json.getBoolean("complete")).isTrue();
        JsonObject revision = json.getJsonObject("revision");
        assertThat(revision.getInt("number")).isEqualTo(1);
        assertThat(revision.getString("actor")).isEqualTo("administrator");
        assertThat(revision.getString("permission")).isEqualTo("apply");
        assertThat(revision.getString("message")).isEqualTo("first");
        assertThat(revision.getString("requestId")).isEqualTo("test-request");
        assertThat(revision.getString("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        JsonObject receipt = json.getJsonArray("receipts").getJsonObject(0);
        assertThat(receipt.getString("node")).isEqualTo("node-1");
        assertThat(receipt.getString("state")).isEqualTo("acknowledged");
        assertThat(receipt.getString("hash")).isEqualTo(revision.getString("hash"));
        assertThat(receipt.getInt("millis")).isNotNegative();
    }

    @Test
    void a_plan_names_the_counters_of_limits() {
        String throttle = "throttle: { limit: %d, per: second, onLimitChange: rescale }";
        String header = "responseHeaders: { set: { X-Definition: v1 } }";
        server.yaml(REVISIONS, BACKEND + LOANS.replace(header, throttle.formatted(10)));

        HttpResponse<String> planned =
                server.yaml(REVISIONS + "?dryRun=true", LOANS.replace(header, throttle.formatted(5)));

        JsonObject effects = AdminServer.json(planned).getJsonObject("effects");
        assertThat(effects.getJsonObject("counters"))
                .hasToString("{\"touched\":[{\"scope\":\"proxy\",\"name\":\"loans\",\"policy\":\"throttle\","
                        + "\"becomes\":\"rescaled\",\"before\":\"10 per second\",\"after\":\"5 per second\"}],"
                        + "\"kept\":0}");
        assertThat(effects.getJsonArray("notYetEnforced")).isEmpty();
    }

    @Test
    void a_change_is_shown_field_by_field_and_a_repetition_is_unchanged() {
        server.yaml(REVISIONS, BACKEND + LOANS);

        HttpResponse<String> planned = server.yaml(REVISIONS + "?dryRun=true", LOANS.replace("v1 }", "v2 }"));
        assertThat(planned.statusCode()).isEqualTo(200);
        JsonObject json = AdminServer.json(planned);
        assertThat(json.getString("outcome")).isEqualTo("planned");
        assertThat(json.getJsonObject("revision").getInt("number")).isEqualTo(2);
        assertThat(json.getJsonArray("changes"))
                .hasToString("[{\"action\":\"update\",\"kind\":\"ApiProxy\",\"name\":\"loans\",\"fields\":[{\"path\":"
                        + "\"/spec/policies/0/responseHeaders/set/X-Definition\",\"old\":\"v1\",\"new\":\"v2\"}],"
                        + "\"verdict\":\"hot\",\"reason\":\"stored answers are kept\"}]");
        assertThat(json.getJsonObject("effects"))
                .hasToString("{\"flush\":[],\"keep\":1,\"routes\":{\"added\":[],\"removed\":[],\"changed\":[]},"
                        + "\"pools\":{\"opened\":[],\"closed\":[],\"kept\":1},"
                        + "\"breakers\":{\"added\":[],\"reset\":[],\"dropped\":[],\"kept\":0},"
                        + "\"counters\":{\"touched\":[],\"kept\":0},"
                        + "\"entries\":{\"flush\":\"~0\",\"keep\":\"~0\",\"byProxy\":{}},"
                        + "\"notYetEnforced\":[],\"warnings\":[]}");

        HttpResponse<String> again = server.yaml(REVISIONS, BACKEND + LOANS);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(AdminServer.json(again).getString("outcome")).isEqualTo("unchanged");
        assertThat(AdminServer.json(again).getJsonObject("revision").getInt("number"))
                .isEqualTo(1);
    }

    @Test
    void a_warning_has_a_place_and_does_not_keep_a_change_from_being_applied() {
        String careless = LOANS.replace("policies:", "policies:\n    - cache: { ttl: 5s, key: { template: k } }");

        HttpResponse<String> applied = server.yaml(REVISIONS, BACKEND + careless);

        assertThat(applied.statusCode()).isEqualTo(201);
        assertThat(AdminServer.json(applied).getJsonArray("warnings"))
                .singleElement()
                .asString()
                .contains(
                        "\"file\":\"body\"",
                        "\"line\":",
                        "/spec/policies/0/cache/key/template",
                        "has no ${path}",
                        "\"code\":\"key-without-path\"}");
    }

    @Test
    void what_a_lint_finds_has_a_code_and_what_a_reader_finds_has_none() {
        String behind = LOANS.replace("policies:", "policies:\n    - cache: { ttl: 5s }\n    - apiKey: {}");

        HttpResponse<String> unwise = server.yaml(REVISIONS, BACKEND + behind);
        HttpResponse<String> malformed = server.yaml(REVISIONS, BACKEND + behind.replace("ttl: 5s", "ttl: -5s"));

        assertThat(unwise.statusCode()).isEqualTo(422);
        assertThat(AdminServer.json(unwise).getJsonArray("errors").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(error -> assertThat(error.getString("code")).isEqualTo("passed-by-cache"));
        assertThat(AdminServer.json(malformed).getJsonArray("errors").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(error -> assertThat(error).doesNotContainKey("code"));
    }

    @Test
    void files_are_named_in_every_fault() {
        HttpResponse<String> answer = server.post(
                REVISIONS,
                "application/json",
                "{\"files\":[{\"name\":\"up.yaml\",\"text\":" + AdminServer.quoted(BACKEND)
                        + "},{\"name\":\"loans.yaml\",\"text\":"
                        + AdminServer.quoted(LOANS.replace("upstream: backend", "upstream: nobody")
                                .replace("responseHeaders:", "responseHeader:"))
                        + "}]}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = AdminServer.json(answer);
        assertThat(problem.getString("type")).isEqualTo("https://noon.dev/problems/invalid-definition");
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class)).anySatisfy(error -> {
            assertThat(error.getString("file")).isEqualTo("loans.yaml");
            assertThat(error.getInt("line")).isEqualTo(8);
            assertThat(error.getInt("column")).isEqualTo(7);
            assertThat(error.getString("field")).startsWith("/spec/policies/0");
        });
        assertThat(AdminServer.json(server.get(REVISIONS)).getJsonArray("revisions"))
                .isEmpty();
    }

    @Test
    void history_goes_back_page_by_page_and_a_revision_shows_what_it_put_in_force() {
        server.yaml(REVISIONS, BACKEND + LOANS);
        server.yaml(REVISIONS, LOANS.replace("v1 }", "v2 }"));
        server.yaml(REVISIONS, LOANS.replace("v1 }", "v3 }"));

        assertThat(numbers(server.get(REVISIONS + "?limit=2"))).containsExactly(3, 2);
        assertThat(numbers(server.get(REVISIONS + "?limit=2&before=2"))).containsExactly(1);
        JsonObject second = AdminServer.json(server.get(REVISIONS + "/2"));
        assertThat(second.getString("previous"))
                .isEqualTo(AdminServer.json(server.get(REVISIONS + "/1")).getString("chain"));
        assertThat(second.getJsonArray("definitions")).hasSize(2);
        assertThat(server.get(REVISIONS + "/4").statusCode()).isEqualTo(404);
    }

    @Test
    void a_rollback_restores_and_receipts_can_be_asked_for_later() {
        server.startNode();
        server.yaml(REVISIONS, BACKEND + LOANS);
        server.yaml(REVISIONS, LOANS.replace("v1 }", "v2 }"));

        HttpResponse<String> answer = server.post(REVISIONS + "/1/rollback?wait=1", "", "");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(AdminServer.json(answer).getJsonObject("revision").getString("message"))
                .isEqualTo("rollback to 1");
        JsonObject receipts = AdminServer.json(server.get(REVISIONS + "/3/receipts"));
        assertThat(receipts.getBoolean("complete")).isTrue();
        assertThat(receipts.getJsonArray("receipts").getJsonObject(0).getString("state"))
                .isEqualTo("acknowledged");
        assertThat(server.get(DEFINITIONS + "/ApiProxy/loans").body()).contains("\"X-Definition\":\"v1\"");
    }

    @Test
    void figures_are_pending_until_they_are_measured_and_are_then_added_up() {
        server.startNode();
        server.yaml(REVISIONS, BACKEND + LOANS);

        JsonObject pending = AdminServer.json(server.get(REVISIONS + "/1/figures"));
        assertThat(pending.getBoolean("settled")).isFalse();
        assertThat(pending.getJsonArray("nodes").getJsonObject(0).getString("state"))
                .isEqualTo("pending");
        assertThat(pending.keySet()).doesNotContain("dropped", "allocatedBytes", "collectedBytes", "pauseMillis");
        assertThat(pending.getJsonObject("audit")).hasToString("{\"receipts\":1,\"live\":1,\"completeness\":1.0}");
        assertThat(pending.getInt("propagationMillis")).isNotNegative();

        server.measured(1, 2);
        JsonObject known = AdminServer.json(server.get(REVISIONS + "/1/figures"));
        assertThat(known.getBoolean("settled")).isTrue();
        assertThat(known.getInt("dropped")).isEqualTo(2);
        assertThat(known.getInt("allocatedBytes")).isEqualTo(4096);
        assertThat(known.keySet()).as("this JVM did not say").doesNotContain("collectedBytes", "pauseMillis");
        JsonObject node = known.getJsonArray("nodes").getJsonObject(0);
        assertThat(node.getString("node")).isEqualTo("node-1");
        assertThat(node.getString("state")).isEqualTo("measured");
        assertThat(node.getInt("dropped")).isEqualTo(2);
        assertThat(server.get(REVISIONS + "/9/figures").statusCode()).isEqualTo(404);
    }

    @Test
    void definitions_come_back_as_documents() {
        server.yaml(REVISIONS, BACKEND + LOANS);

        JsonObject all = AdminServer.json(server.get(DEFINITIONS));
        assertThat(all.getInt("revision")).isEqualTo(1);
        assertThat(all.getJsonArray("definitions")).hasSize(2);
        JsonObject loans = AdminServer.json(server.get(DEFINITIONS + "/ApiProxy/loans"));
        assertThat(loans.getString("project")).isEqualTo("retail");
        assertThat(loans.getInt("generation")).isEqualTo(1);
        assertThat(loans.getJsonObject("definition").getJsonObject("spec").getString("upstream"))
                .isEqualTo("backend");
        assertThat(AdminServer.json(server.get(DEFINITIONS + "?kind=Upstream")).getJsonArray("definitions"))
                .hasSize(1);
        assertThat(AdminServer.json(server.get(DEFINITIONS + "/ProxyGroup")).getJsonArray("definitions"))
                .isEmpty();
        assertThat(server.get(DEFINITIONS + "/ApiProxy/nobody").statusCode()).isEqualTo(404);
        assertThat(server.get(DEFINITIONS + "/Nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void a_purge_is_an_operation_with_receipts() {
        server.startNode();
        server.yaml(REVISIONS, BACKEND + LOANS);

        HttpResponse<String> purged = server.post(PURGES + "?wait=1", "application/json", "{\"proxy\":\"loans\"}");

        assertThat(purged.statusCode()).isEqualTo(201);
        JsonObject json = AdminServer.json(purged);
        assertThat(json.getInt("operation")).isEqualTo(1);
        assertThat(json.getJsonObject("purge")).hasToString("{\"proxy\":\"loans\"}");
        assertThat(json.getBoolean("complete")).isTrue();
        assertThat(json.getJsonArray("receipts").getJsonObject(0).getInt("operation"))
                .isEqualTo(1);
        assertThat(server.post(PURGES, "application/json", "{\"all\":true}").statusCode())
                .isEqualTo(201);
        assertThat(server.post(PURGES, "application/json", "{\"proxy\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void members_and_schemas_are_listed() {
        server.startNode();

        JsonObject member = AdminServer.json(server.get("/v1/members"))
                .getJsonArray("members")
                .getJsonObject(0);
        assertThat(member.getString("node")).isEqualTo("node-1");
        assertThat(member.getString("state")).isEqualTo("ready");
        assertThat(member.getBoolean("live")).isTrue();
        assertThat(AdminServer.json(server.get("/v1/schemas")).getJsonArray("kinds"))
                .hasSize(11);
        assertThat(AdminServer.json(server.get("/v1/schemas/ApiProxy")).getString("$schema"))
                .contains("2020-12");
        assertThat(server.get("/v1/schemas/Nonsense").statusCode()).isEqualTo(404);
    }

    private static List<Integer> numbers(HttpResponse<String> answer) {
        return AdminServer.json(answer).getJsonArray("revisions").getValuesAs(JsonObject.class).stream()
                .map(revision -> revision.getInt("number"))
                .toList();
    }
}
