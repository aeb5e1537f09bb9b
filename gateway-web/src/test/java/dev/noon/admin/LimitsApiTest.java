package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.counter.Whose;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsApiTest {
    private static final String LIMITS = "/v1/environments/dev/limits";
    private static final String JSON = "application/json";
    private static final String LOANS = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend, project: retail }
            spec: { targets: [ { url: "http://127.0.0.1:9000" } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: loans, project: retail }
            spec:
              route: { path: /loans }
              upstream: backend
              policies:
                - quota: { limit: 10, per: hour }
                - { name: byHeader, quota: { limit: 10, per: hour, by: "${header.X-Client}", tiers: { values: { gold: 99 } } } }
            """;

    private final AdminServer server = new AdminServer();
    private String plain = "";
    private String byHeader = "";

    @BeforeEach
    void apply() {
        server.startNode();
        server.yaml("/v1/environments/dev/revisions", LOANS);
        JsonArray limits = AdminServer.json(server.get(LIMITS)).getJsonArray("limits");
        plain = limits.getJsonObject(0).getString("id");
        byHeader = limits.getJsonObject(1).getString("id");
        server.limits().count(plain, Whose.consumer("acme"), 12);
        server.limits().count(plain, Whose.address("10.0.0.1"), 3);
        server.limits().count(byHeader, Whose.value("s3cret"), 9);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void limits_are_listed_with_what_they_have_counted() {
        List<JsonObject> limits =
                AdminServer.json(server.get(LIMITS)).getJsonArray("limits").getValuesAs(JsonObject.class);
        JsonObject first = limits.get(0);
        assertThat(first.getString("owner")).isEqualTo("ApiProxy/loans");
        assertThat(first.getString("policy")).isEqualTo("quota");
        assertThat(first.getInt("limit")).isEqualTo(10);
        assertThat(first.getInt("identities")).isEqualTo(2);
        assertThat(first.getInt("near")).isEqualTo(1);
        assertThat(first.getInt("over")).isEqualTo(2);
        assertThat(limits.get(1).getString("by")).isEqualTo("${header.X-Client}");
        assertThat(limits.get(1).getJsonObject("tiers").getInt("values.gold")).isEqualTo(99);
        assertThat(AdminServer.json(server.get(LIMITS + "?proxy=other")).getJsonArray("limits"))
                .isEmpty();
    }

    @Test
    void who_has_used_most_comes_first_and_a_secret_is_not_shown() {
        HttpResponse<String> answer = server.get(LIMITS + "/top");
        JsonArray top = AdminServer.json(answer).getJsonArray("counters");
        assertThat(top.getJsonObject(0).getString("client")).isEqualTo("consumer acme");
        assertThat(top.getJsonObject(0).getInt("used")).isEqualTo(10);
        assertThat(top.getJsonObject(1).getString("policy")).isEqualTo("byHeader");
        assertThat(top.getJsonObject(1).containsKey("client")).isFalse();
        assertThat(answer.body()).doesNotContain("s3cret");
        assertThat(AdminServer.json(server.get(LIMITS + "/top?by=over&limit=1")).getJsonArray("counters"))
                .hasSize(1);
        assertThat(server.get(LIMITS + "/top?by=odd").statusCode()).isEqualTo(400);
    }

    @Test
    void somebodys_counter_is_found_by_name_or_by_hash() {
        JsonObject named = counter(server.get(LIMITS + "/" + plain + "?consumer=acme"));
        assertThat(named.getInt("left")).isZero();
        assertThat(named.getInt("of")).isEqualTo(10);
        JsonObject hashed = counter(server.get(LIMITS + "/" + plain + "?identity=" + named.getString("identity")));
        assertThat(hashed).isEqualTo(named);
        assertThat(counter(server.get(LIMITS + "/" + byHeader + "?value=s3cret"))
                        .getInt("used"))
                .isEqualTo(9);
        assertThat(server.get(LIMITS + "/" + plain + "?consumer=nobody").statusCode())
                .isEqualTo(404);
        assertThat(AdminServer.json(server.get(LIMITS + "/" + plain)).getJsonArray("counters"))
                .hasSize(2);
    }

    @Test
    void a_reset_is_an_operation_that_nodes_acknowledge_and_the_counter_is_empty_then() {
        HttpResponse<String> one =
                server.post(LIMITS + "/reset?wait=1", JSON, "{\"limit\":\"" + plain + "\",\"consumer\":\"acme\"}");
        assertThat(one.statusCode()).as(one.body()).isEqualTo(201);
        assertThat(AdminServer.json(one).getBoolean("complete")).isTrue();
        assertThat(counter(server.get(LIMITS + "/" + plain + "?consumer=acme")).getInt("used"))
                .isZero();
        assertThat(counter(server.get(LIMITS + "/" + plain + "?address=10.0.0.1"))
                        .getInt("used"))
                .isEqualTo(3);
        server.post(LIMITS + "/reset?wait=1", JSON, "{\"limit\":\"" + plain + "\",\"all\":true}");
        assertThat(counter(server.get(LIMITS + "/" + plain + "?address=10.0.0.1"))
                        .getInt("used"))
                .isZero();
        assertThat(server.get("/v1/environments/dev/audit").body())
                .contains("ApiProxy/loans")
                .contains("reset");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                       | 400 | expected the id
            {"limit":7}                                              | 400 | expected the id
            {"limit":"PLAIN"}                                        | 400 | names nobody
            {"limit":"PLAIN","all":false}                            | 400 | names nobody
            {"limit":"PLAIN","all":true,"consumer":"acme"}           | 400 | somebody and all
            {"limit":"PLAIN","address":"10.0.0.1","consumer":"acme"} | 400 | by address and consumer
            {"limit":"PLAIN","value":"x"}                            | 400 | expected consumer, address or identity
            {"limit":"HEADER","consumer":"x"}                        | 400 | expected value or identity
            {"limit":"PLAIN","identity":"x"}                         | 400 | 22 characters
            {"limit":"PLAIN","consumer":7}                           | 400 | must be a text
            {"limit":"PLAIN","odd":7}                                | 400 | odd
            {"limit":"0123456789ab","all":true}                      | 404 | no limit
            """)
    void what_names_nobody_is_refused_with_what_was_expected(String body, int status, String says) {
        HttpResponse<String> answer = server.post(
                LIMITS + "/reset", JSON, body.replace("PLAIN", plain).replace("HEADER", byHeader));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
        assertThat(counter(server.get(LIMITS + "/" + plain + "?consumer=acme")).getInt("used"))
                .isEqualTo(10);
    }

    private static JsonObject counter(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminServer.json(answer).getJsonArray("counters").getJsonObject(0);
    }
}
