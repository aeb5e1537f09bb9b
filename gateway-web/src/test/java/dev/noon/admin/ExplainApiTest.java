package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ExplainApiTest extends WithAdminServer {
    private static final String EXPLAIN = "/v1/environments/dev/explain";

    @Test
    void the_question_arrives_with_host_path_and_headers() {
        HttpResponse<String> answer = server.get(EXPLAIN
                + "?method=PUT&url=http%3A%2F%2Fa.example%3A8080%2Floans%2F7%3Fx%3D1&headers=X-A%3A%201%0AX-B%3A2");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"revision\":3,\"hash\":\"abc\",\"request\":{\"method\":\"PUT\",\"host\":\"http://a.example:8080 "
                                + "[Field[name=X-A, value=1], Field[name=X-B, value=2]]\",\"target\":\"/loans/7?x=1\"},"
                                + "\"refused\":{\"status\":405,\"cause\":\"method-not-allowed\",\"reason\":\"it does\","
                                + "\"allow\":[\"GET\"]},\"candidates\":[]}\n");
    }

    @Test
    void a_path_alone_has_the_host_of_its_header() {
        assertThat(server.get(EXPLAIN + "?url=/loans&headers=host%3A%20b.example")
                        .body())
                .contains("\"method\":\"GET\",\"host\":\"http://b.example []\",\"target\":\"/loans\"");
    }

    @Test
    void the_scheme_of_the_url_is_that_of_the_request() {
        assertThat(server.get(EXPLAIN + "?url=HTTPS%3A%2F%2Fa.example%2Floans").body())
                .contains("\"host\":\"https://a.example []\",\"target\":\"/loans\"");
    }

    @Test
    void what_is_no_question_is_a_bad_request() {
        assertThat(server.get(EXPLAIN).statusCode()).isEqualTo(400);
        assertThat(server.get(EXPLAIN + "?url=loans").statusCode()).isEqualTo(400);
        assertThat(server.get(EXPLAIN + "?url=/loans&headers=x").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/environments/prod/explain?url=/loans").statusCode())
                .isEqualTo(404);
    }

    @Test
    void only_who_reads_everything_may_ask() {
        assertThat(server.send(server.as("signed:reader:dev:retail", EXPLAIN + "?url=/loans")
                                .GET())
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.as("signed:reader:dev", EXPLAIN + "?url=/loans")
                                .GET())
                        .statusCode())
                .isEqualTo(200);
    }
}
