package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at breakers and closing them. */
final class BreakersApiTest extends WithAdminServer {
    private static final String BREAKERS = "/v1/environments/dev/breakers";
    private static final String JSON = "application/json";

    @Test
    void breakers_are_listed_with_what_they_wait_for() {
        server.yaml(REVISIONS, BACKEND);
        JsonObject open =
                AdminServer.json(server.get(BREAKERS)).getJsonArray("breakers").getJsonObject(0);
        assertThat(open.getString("upstream")).isEqualTo("backend");
        assertThat(open.getString("state")).isEqualTo("open");
        assertThat(open.getInt("retryMillis")).isEqualTo(3_000);
        assertThat(open.getString("since")).isEqualTo("1970-01-01T00:00:01.000Z");
    }

    @Test
    void a_reset_is_an_operation_that_nodes_acknowledge() {
        server.startNode();
        server.yaml(REVISIONS, BACKEND);
        HttpResponse<String> one =
                server.post(BREAKERS + "/reset?wait=1", JSON, "{\"upstream\":\"backend\",\"target\":\"http://a:1\"}");
        assertThat(one.statusCode()).as(one.body()).isEqualTo(201);
        assertThat(AdminServer.json(one).getInt("operation")).isEqualTo(1);
        assertThat(AdminServer.json(one).getBoolean("complete")).isTrue();
        assertThat(server.post(BREAKERS + "/reset", JSON, "{\"all\":true}").statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"all\":false}",
                "{\"upstream\":\"\"}",
                "{\"upstream\":7}",
                "{\"upstream\":\"../x\"}",
                "{\"target\":\"http://a:1\"}",
                "{\"upstream\":\"backend\",\"all\":true}",
                "{\"upstream\":\"backend\",\"odd\":1}",
                "{\"upstream\":\"backend\",\"target\":7}",
            })
    void what_does_not_say_which_is_refused_and_nothing_is_committed(String body) {
        server.yaml(REVISIONS, BACKEND);
        assertThat(server.post(BREAKERS + "/reset", JSON, body).statusCode()).isEqualTo(400);
        assertThat(AdminServer.json(server.post(BREAKERS + "/reset", JSON, "{\"all\":true}"))
                        .getInt("operation"))
                .isEqualTo(1);
    }

    @Test
    void an_unknown_upstream_is_not_found() {
        assertThat(server.post(BREAKERS + "/reset", JSON, "{\"upstream\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
    }
}
