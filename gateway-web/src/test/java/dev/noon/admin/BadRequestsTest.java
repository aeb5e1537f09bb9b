package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked wrongly is refused with a problem that says why, and changes nothing. */
final class BadRequestsTest extends WithAdminServer {
    @Test
    void a_stale_head_is_412_and_an_absent_store_503() {
        server.yaml(REVISIONS, BACKEND);

        watched.unchanged(() -> assertThat(server.send(server.request(REVISIONS)
                                .header("Content-Type", Body.YAML)
                                .header("If-Match", "\"7\"")
                                .POST(BodyPublishers.ofString(BACKEND + LOANS)))
                        .statusCode())
                .isEqualTo(412));

        server.loseStore();
        HttpResponse<String> away = server.yaml(REVISIONS, BACKEND + LOANS);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(AdminServer.json(away).getString("type")).endsWith("/store-unavailable");
        assertThat(away.body()).doesNotContain("127.0.0.1");
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(delimiter = '|', textBlock = """
            /v1/environments/dev/revisions                | application/yaml                  | 'a: 1'                               | 422
            /v1/environments/dev/revisions                | application/xml                   | '<a/>'                               | 415
            /v1/environments/dev/revisions                | text/plain                        | 'a: 1'                               | 415
            /v1/environments/dev/revisions                | application/x-www-form-urlencoded | 'a=1'                                | 415
            /v1/environments/dev/revisions                | multipart/form-data               | 'a=1'                                | 415
            /v1/environments/dev/revisions                | application/yaml;charset=utf-16   | 'a: 1'                               | 415
            /v1/environments/dev/revisions                | ''                                | 'a: 1'                               | 415
            /v1/environments/dev/revisions                | application/json                  | '[]'                                 | 400
            /v1/environments/dev/revisions                | application/json                  | '{'                                  | 400
            /v1/environments/dev/revisions                | application/json                  | '{"files":[]}'                       | 400
            /v1/environments/dev/revisions                | application/json                  | '{"files":[],"files":[]}'            | 400
            /v1/environments/dev/revisions                | application/json                  | '{"files":[{"name":"a"}]}'           | 400
            /v1/environments/dev/revisions                | application/json                  | '{"files":[{"name":1,"text":""}]}'   | 400
            /v1/environments/dev/revisions                | application/json                  | '{"_id":1,"files":[]}'               | 400
            /v1/environments/dev/revisions?dryrun=true    | application/yaml                  | 'a: 1'                               | 400
            /v1/environments/dev/revisions?dryRun=yes     | application/yaml                  | 'a: 1'                               | 400
            /v1/environments/dev/revisions?wait=61        | application/yaml                  | 'a: 1'                               | 400
            /v1/environments/dev/revisions?wait=-1        | application/yaml                  | 'a: 1'                               | 400
            /v1/environments/dev/revisions?wait=1&wait=2  | application/yaml                  | 'a: 1'                               | 400
            /v1/environments/prod/revisions               | application/yaml                  | 'a: 1'                               | 404
            /v1/environments/dev/revisions/x/rollback     | ''                                | ''                                   | 400
            /v1/environments/dev/revisions/99/rollback    | ''                                | ''                                   | 404
            /v1/environments/dev/purges                   | application/json                  | '{}'                                 | 400
            /v1/environments/dev/purges                   | application/json                  | '{"all":false}'                      | 400
            /v1/environments/dev/purges                   | application/json                  | '{"all":true,"proxy":"loans"}'       | 400
            /v1/environments/dev/purges                   | application/json                  | '{"proxy":{"$ne":""}}'               | 400
            /v1/environments/dev/definitions              | application/json                  | '{}'                                 | 405
            /v1/nowhere                                   | application/json                  | '{}'                                 | 404
            """)
    void bad_requests_are_refused_with_a_problem(String path, String type, String body, int status) {
        watched.unchanged(() -> {
            HttpResponse<String> answer = server.post(path, type, body);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(AdminServer.json(answer).getInt("status")).isEqualTo(status);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("dev.noon.admin");
        });
    }

    @Test
    void a_body_beyond_the_limit_is_refused() {
        watched.unchanged(() -> assertThat(
                        server.yaml(REVISIONS, "#".repeat(16 * 1024 * 1024 + 1)).statusCode())
                .isEqualTo(413));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "deflate, 415", "'gzip, identity', 415", "IDENTITY, 201"})
    void a_body_that_says_it_is_packed_is_not_read_as_if_it_were_not(String coding, int status) {
        HttpResponse<String> answer = server.send(server.request(REVISIONS)
                .header("Content-Type", Body.YAML)
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofString(BACKEND)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(AdminServer.json(server.get(REVISIONS)).getJsonArray("revisions"))
                .hasSize(status == 201 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/environments/dev/revisions, application/yaml, 422",
        "/v1/environments/dev/revisions, application/json, 400",
        "/v1/environments/dev/purges, application/json, 400",
        "/v1/tokens, application/json, 400"
    })
    void what_is_nested_without_end_is_refused(String path, String type, int status) {
        watched.unchanged(() -> {
            assertThat(server.post(path, type, "[".repeat(1_000_000)).statusCode())
                    .isEqualTo(status);
            assertThat(server.post(path, type, "{\"a\":".repeat(500_000)).statusCode())
                    .isEqualTo(status);
            assertThat(server.post(path, type, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                            .statusCode())
                    .isEqualTo(status);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "before=0", "sort=asc"})
    void pages_are_bounded(String query) {
        watched.unchanged(() ->
                assertThat(server.get(REVISIONS + "?" + query).statusCode()).isEqualTo(400));
    }
}
