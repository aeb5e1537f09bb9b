package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BansApiTest {
    private static final String BANS = "/v1/environments/dev/bans";
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
            spec: { route: { path: /loans }, upstream: backend }
            """;

    private final AdminServer server = new AdminServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bans_are_listed_with_their_client_if_it_may_be_shown() {
        server.yaml("/v1/environments/dev/revisions", LOANS);
        var bans = AdminServer.json(server.get(BANS)).getJsonArray("bans");
        JsonObject shown = bans.getJsonObject(0);
        assertThat(shown.getString("client")).isEqualTo("203.0.113.7");
        assertThat(shown.getString("owner")).isEqualTo("ApiProxy/loans");
        assertThat(shown.getString("until")).isEqualTo("1970-01-01T00:01:01.000Z");
        assertThat(bans.getJsonObject(1).containsKey("client")).isFalse();
    }

    @Test
    void a_lift_is_an_operation_that_nodes_acknowledge() {
        server.startNode();
        server.yaml("/v1/environments/dev/revisions", LOANS);
        HttpResponse<String> one = server.post(BANS + "/lift?wait=1", JSON, "{\"ban\":\"" + "a".repeat(32) + "\"}");
        assertThat(one.statusCode()).as(one.body()).isEqualTo(201);
        assertThat(AdminServer.json(one).getInt("operation")).isEqualTo(1);
        assertThat(AdminServer.json(one).getBoolean("complete")).isTrue();
        assertThat(server.post(BANS + "/lift", JSON, "{\"all\":true}").statusCode())
                .isEqualTo(201);
        assertThat(server.get("/v1/environments/dev/audit").body())
                .contains("ApiProxy/loans")
                .contains("lift");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"all\":false}",
                "{\"ban\":\"x\"}",
                "{\"ban\":7}",
                "{\"ban\":\"aa\",\"all\":true}",
                "{\"odd\":1}"
            })
    void what_does_not_say_which_is_refused_and_nothing_is_committed(String body) {
        assertThat(server.post(BANS + "/lift", JSON, body).statusCode()).isEqualTo(400);
        assertThat(AdminServer.json(server.post(BANS + "/lift", JSON, "{\"all\":true}"))
                        .getInt("operation"))
                .isEqualTo(1);
    }

    @Test
    void a_ban_that_there_is_not_is_not_found() {
        assertThat(server.post(BANS + "/lift", JSON, "{\"ban\":\"" + "c".repeat(32) + "\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_project_sees_and_lifts_its_own_bans_only() {
        server.yaml("/v1/environments/dev/revisions", LOANS);
        String lift = "{\"ban\":\"" + "a".repeat(32) + "\"}";
        assertThat(server.send(server.as("signed:reader:dev:other", BANS).GET()).body())
                .doesNotContain("203.0.113.7");
        assertThat(server.send(server.as("signed:operator:dev:other", BANS + "/lift")
                                .header("Content-Type", JSON)
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(lift)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.as("signed:reader:dev:retail", BANS + "/lift")
                                .header("Content-Type", JSON)
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(lift)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.as("signed:operator:dev:retail", BANS + "/lift")
                                .header("Content-Type", JSON)
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(lift)))
                        .statusCode())
                .isEqualTo(201);
    }
}
