package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminDoorTest {
    private final FakeResponse response = new FakeResponse();
    private boolean passed;
    private final FilterChain chain = (request, reply) -> passed = true;
    private final AdminDoor door = new AdminDoor((authorization, address, path) ->
            authorization.equals("Bearer right") ? AdminGate.Answer.ADMITTED : AdminGate.Answer.UNKNOWN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/",
                "/metrics/base",
                "//metrics",
                "/./metrics",
                "/%6detrics",
                "/metrics;x",
                "/METRICS",
                "/openapi",
                "/openapi.json",
                "/openapi-ui/index.html",
                "/no-such-thing",
                "/WEB-INF/web.xml",
                "/healthy",
                "/health;x",
                "/apis",
                "/API/v1/members",
                "/concurrency",
            })
    void the_servers_pages_need_the_token(String path) throws Exception {
        door.pass(new FakeRequest("GET", path).servlet(), response.servlet(), chain);
        assertThat(passed).isFalse();
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().find("WWW-Authenticate")).contains("Bearer realm=\"noon\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer", "right"})
    void a_wrong_token_is_as_good_as_none(String authorization) throws Exception {
        FakeRequest request = new FakeRequest("GET", "/metrics", "Authorization: " + authorization);
        door.pass(request.servlet(), response.servlet(), chain);
        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void the_right_one_opens() throws Exception {
        FakeRequest request = new FakeRequest("GET", "/metrics", "Authorization: Bearer right");
        door.pass(request.servlet(), response.servlet(), chain);
        assertThat(passed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/api/v1/members", "/", "/health"})
    void other_paths_pass(String path) throws Exception {
        door.pass(new FakeRequest("GET", path).servlet(), response.servlet(), chain);
        assertThat(passed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/..;/metrics", "/%2e%2e/metrics", "/x%2f..%2fmetrics"})
    void tricks_are_refused(String path) throws IOException, jakarta.servlet.ServletException {
        door.pass(new FakeRequest("GET", path).servlet(), response.servlet(), chain);
        assertThat(passed).isFalse();
        assertThat(response.status()).isEqualTo(400);
    }
}
