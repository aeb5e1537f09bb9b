package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminDoorTest {
    private final AdminServer server = new AdminServer();
    private final Watched watched = new Watched(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/members",
        "HEAD, /v1/members",
        "OPTIONS, /v1/members",
        "OPTIONS, /v1/environments/dev/revisions",
        "DELETE, /v1/members",
        "POST, /v1/environments/dev/revisions",
        "GET, /v1/schemas",
        "GET, /v1/nowhere",
        "GET, /application.wadl",
    })
    void nothing_is_told_without_the_token(String method, String path) {
        watched.unchanged(() -> {
            HttpResponse<String> answer =
                    server.send(HttpRequest.newBuilder(server.uri(path)).method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"noon\"");
            assertThat(answer.headers().firstValue("Allow")).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic YWRtaW46YWRtaW4=", "0123456789abcdef0123456789abcdef"})
    void wrong_credentials_are_refused(String authorization) {
        watched.unchanged(() -> assertThat(server.send(HttpRequest.newBuilder(server.uri("/v1/members"))
                                .header("Authorization", authorization)
                                .GET())
                        .statusCode())
                .isEqualTo(401));
    }

    @Test
    void without_a_token_of_its_own_the_api_is_closed_to_everybody() {
        try (AdminServer closed = new AdminServer(Optional.empty())) {
            assertThat(closed.get("/v1/members").statusCode()).isEqualTo(503);
            assertThat(closed.get("/v1/members").body()).contains("noon.admin.token.file");
        }
    }

    @Test
    void failing_often_is_limited_shuts_nobody_out_who_is_right_and_is_forgiven_after_a_while() {
        String token = server.tokenFor("reader:dev");
        for (int i = 0; i < 20; i++) {
            assertThat(attempt("Bearer guess-" + i)).isEqualTo(401);
        }
        assertThat(attempt("Bearer guess-20")).isEqualTo(429);
        assertThat(attempt("Bearer " + AdminServer.TOKEN.replace('0', '1'))).isEqualTo(429);
        assertThat(attempt("Bearer " + token.substring(0, token.length() - 1) + "x"))
                .isEqualTo(429);
        assertThat(attempt("Bearer signed")).isEqualTo(429);
        assertThat(attempt("Bearer " + AdminServer.TOKEN)).isEqualTo(200);
        assertThat(attempt("Bearer " + token)).isEqualTo(200);
        assertThat(attempt("Bearer signed:reader:dev")).isEqualTo(200);

        server.passSeconds(61);
        assertThat(attempt("Bearer guess-21")).isEqualTo(401);
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}: {2}")
    @CsvSource({
        "'', '', 200",
        "own, same-origin, 200",
        "https://evil.example, '', 403",
        "null, '', 403",
        "'not a uri', '', 403",
        "'', cross-site, 403",
        "'', none, 200",
    })
    void foreign_pages_are_refused(String origin, String site, int status) {
        HttpRequest.Builder request = server.request("/v1/members").GET();
        if (!origin.isEmpty()) {
            request.header("Origin", origin.equals("own") ? server.origin() : origin);
        }
        if (!site.isEmpty()) {
            request.header("Sec-Fetch-Site", site);
        }

        watched.unchanged(() -> assertThat(server.send(request).statusCode()).isEqualTo(status));
    }

    @Test
    void every_answer_carries_a_request_id_and_is_not_to_be_kept() {
        HttpResponse<String> own = server.send(server.request("/v1/members").setHeader("X-Request-Id", "mine-1"));
        HttpResponse<String> made =
                server.send(server.request("/v1/members").setHeader("X-Request-Id", "no spaces please"));
        HttpResponse<String> denied = server.send(HttpRequest.newBuilder(server.uri("/v1/members")));

        assertThat(own.headers().firstValue("X-Request-Id")).contains("mine-1");
        assertThat(made.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[-0-9a-f]{36}"));
        assertThat(denied.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[-0-9a-f]{36}"));
        assertThat(own.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private int attempt(String authorization) {
        return server.send(HttpRequest.newBuilder(server.uri("/v1/members"))
                        .header("Authorization", authorization)
                        .GET())
                .statusCode();
    }
}
