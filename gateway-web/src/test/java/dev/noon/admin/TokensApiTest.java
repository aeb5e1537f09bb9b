package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens: made, shown once, revoked. */
final class TokensApiTest {
    private static final String DEV = "/v1/environments/dev";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_token_is_shown_once_and_ends_when_it_is_revoked() {
        HttpResponse<String> made = server.post(
                "/v1/tokens", "application/json", "{\"name\":\"ci\",\"grants\":[\"reader:dev\"],\"seconds\":60}");
        String text = AdminServer.json(made).getString("token");
        String id = AdminServer.json(made).getString("id");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(get(text, "/v1/members").statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/tokens").body()).contains(id).doesNotContain(text.substring(18));
        assertThat(server.get(DEV + "/audit").body()).contains("token/" + id).doesNotContain(text.substring(18));

        assertThat(server.send(server.request("/v1/tokens/" + id).DELETE()).statusCode())
                .isEqualTo(200);
        server.passSeconds(2);
        assertThat(get(text, "/v1/members").statusCode()).isEqualTo(401);
        assertThat(server.get("/v1/tokens").body()).contains("\"state\":\"revoked\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"ci\"}",
                "{\"name\":\"ci\",\"grants\":[]}",
                "{\"name\":\"ci\",\"grants\":[7]}",
                "{\"name\":\"ci\",\"grants\":[\"root:dev\"]}",
                "{\"name\":\"CI (x)\",\"grants\":[\"reader:dev\"]}",
                "{\"name\":\"ci\",\"grants\":[\"reader:dev\"],\"seconds\":0}",
                "{\"name\":\"ci\",\"grants\":[\"reader:dev\"],\"seconds\":1e30}",
                "{\"name\":\"ci\",\"grants\":[\"reader:dev\"],\"secret\":\"x\"}",
                "{\"name\":\"ci\",\"name\":\"ci\",\"grants\":[\"reader:dev\"]}",
                "{\"name\":{\"$ne\":1},\"grants\":[\"reader:dev\"]}"
            })
    void a_malformed_wish_for_a_token_makes_none(String body) {
        assertThat(server.post("/v1/tokens", "application/json", body).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/tokens").body()).contains("\"tokens\":[]");
    }

    @Test
    void nobody_gives_more_than_they_have() {
        String token = server.tokenFor("administrator:dev:retail");
        String more = "{\"name\":\"more\",\"grants\":[\"reader:dev\"]}";

        assertThat(json(token, "/v1/tokens", more).statusCode()).isEqualTo(403);
        assertThat(server.post("/v1/tokens", "application/json", more.replace(":dev", ":prod"))
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> get(String token, String path) {
        return server.send(server.as(token, path).GET());
    }

    private HttpResponse<String> json(String token, String path, String text) {
        HttpRequest.Builder request = server.as(token, path).POST(BodyPublishers.ofString(text));
        return server.send(request.header("Content-Type", "application/json"));
    }
}
