package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be purged, by whom, and what is answered. */
final class PurgesApiTest extends WithAdminServer {
    private static final String PURGES = "/v1/environments/dev/purges";
    private static final String HASH = "0a".repeat(32);
    private static final String MORE = """
            ---
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: calculators, project: retail }
            spec: { policies: [ { cache: { ttl: 1m } } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: mixed, project: retail }
            spec: { policies: [ { cache: { ttl: 1m } } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: quotes, project: retail, group: calculators }
            spec:
              route: { path: /quotes }
              upstream: backend
              endpoints:
                - match: { methods: [GET], path: /quotes/latest }
                  policies: [ { cache: { ttl: 5s } } ]
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: gold, project: vault, group: mixed }
            spec: { route: { path: /gold }, upstream: backend }
            """;

    @BeforeEach
    void apply() {
        assertThat(server.yaml("/v1/environments/dev/revisions", BACKEND + LOANS + MORE)
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"all":true}                                            | {"all":true}
            {"proxy":"loans"}                                       | {"proxy":"loans"}
            {"group":"calculators","soft":true}                     | {"group":"calculators","soft":true}
            {"scope":"proxy-method","soft":false}                   | {"scope":"proxy-method"}
            {"endpoint":"GET /quotes/latest","proxy":"quotes"}      | {"endpoint":"GET /quotes/latest exactly","proxy":"quotes"}
            {"prefix":"/quotes/a"}                                  | {"prefix":"/quotes/a","proxy":"quotes"}
            {"tag":"red"}                                           | {"tag":"red"}
            {"tag":"red","proxy":"loans"}                           | {"tag":"red","proxy":"loans"}
            {"key":"HASH"}                                          | {"key":"HASH"}
            """)
    void what_is_purged_is_answered_with_its_estimate_and_its_receipts(String body, String purge) {
        server.startNode();

        JsonObject planned = AdminServer.json(post("?dryRun=true", body.replace("HASH", HASH), 200));
        JsonObject purged = AdminServer.json(post("?wait=1", body.replace("HASH", HASH), 201));

        assertThat(planned.getJsonObject("purge")).hasToString(purge.replace("HASH", HASH));
        assertThat(planned.getJsonObject("estimate").getInt("entries")).isEqualTo(3);
        assertThat(planned.keySet()).containsExactlyInAnyOrder("purge", "estimate");
        assertThat(purged.getJsonObject("purge")).hasToString(purge.replace("HASH", HASH));
        assertThat(purged.getJsonObject("estimate").getInt("entries")).isEqualTo(3);
        assertThat(purged.getInt("operation")).isEqualTo(1);
        assertThat(purged.getBoolean("complete")).isTrue();
        assertThat(purged.getJsonArray("receipts").getJsonObject(0).getInt("operation"))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | 400 | the body names nothing to purge; expected one of all, scope, group, proxy, endpoint, prefix, tag, key, and a proxy only beside endpoint, prefix, tag or key
            {"soft":true}                         | 400 | the body names nothing
            {"soft":1,"all":true}                 | 400 | soft is 1; must be true or false
            {"all":false}                         | 400 | all is false; must be true
            {"all":"yes"}                         | 400 | must be true or false
            {"group":"a","proxy":"loans"}         | 400 | the body names group and proxy to purge
            {"tag":"a","key":"b","proxy":"loans"} | 400 | the body names proxy and tag and key
            {"tag":"a","prefix":"/b"}             | 400 | the body names prefix and tag
            {"tag":""}                            | 400 | tag must be a text that is not empty
            {"tag":["a"]}                         | 400 | tag must be a text that is not empty
            {"tag":"a b"}                         | 400 | tag is a b; expected 1 to 256 characters without blanks and commas
            {"key":"abc"}                         | 400 | key is abc; expected the 64 hexadecimal digits, in small letters, that cache keys prints
            {"prefix":"quotes","proxy":"loans"}   | 400 | prefix is quotes; expected a path that starts with /
            {"prefix":"/nowhere"}                 | 404 | no proxy of environment dev has a route at /nowhere
            {"scope":"quota"}                     | 400 | scope is quota; expected one of proxy-group, proxy, proxy-method, api-call
            {"group":"nobody"}                    | 404 | there is no group nobody in environment dev
            {"proxy":"nobody"}                    | 404 | there is no proxy nobody in environment dev
            {"tag":"a","proxy":"nobody"}          | 404 | there is no proxy nobody in environment dev
            {"endpoint":"GET /quotes/latest"}     | 400 | expected PROXY/METHOD PATH
            {"endpoint":"PUT /a","proxy":"quotes"} | 404 | proxy quotes has no endpoint PUT /a; expected one of GET /quotes/latest exactly
            {"url":"/a"}                          | 400 | unknown field url
            """)
    void what_cannot_be_meant_is_refused_with_what_was_expected(String body, int status, String detail) {
        watched.unchanged(
                () -> assertThat(AdminServer.json(post("", body, status)).getString("detail"))
                        .contains(detail));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"tag":"red"}                 | 403
            {"all":true}                  | 403
            {"scope":"proxy"}             | 403
            {"key":"HASH"}                | 403
            {"key":"HASH","proxy":"loans"} | 201
            {"tag":"red","proxy":"loans"} | 201
            {"prefix":"/loans"}           | 201
            {"group":"calculators"}       | 201
            {"group":"mixed"}             | 403
            {"proxy":"gold"}              | 404
            {"tag":"red","proxy":"gold"}  | 404
            {"prefix":"/gold"}            | 404
            """)
    void an_operator_of_one_project_purges_what_is_in_it(String body, int status) {
        HttpResponse<String> answer = server.send(server.as(server.tokenFor("operator:dev:retail"), PURGES)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace("HASH", HASH))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("vault");
    }

    @Test
    void without_the_store_nothing_is_purged_and_that_is_said() {
        server.loseStore();
        HttpResponse<String> away = post("", "{\"all\":true}", 503);
        assertThat(AdminServer.json(away).getString("detail")).contains("nothing was purged");
        assertThat(AdminServer.json(away).getString("type")).endsWith("/store-unavailable");
        assertThat(away.headers().firstValue("Retry-After")).contains("1");
    }

    private HttpResponse<String> post(String query, String body, int status) {
        HttpResponse<String> answer = server.post(PURGES + query, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }
}
