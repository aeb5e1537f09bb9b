package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Outcomes;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.Compiled;
import dev.noon.snapshot.PinnedSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A segment has encoded slashes only where the route that takes the request has leave for them. */
class EncodedSlashesTest {
    private static final String DEFINITIONS = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend }
            spec: { targets: [ { url: "http://10.0.0.1:80" } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: projects }
            spec:
              route: { template: "/projects/{id}", methods: [GET], encodedSlashes: true }
              upstream: backend
              policies:
                - cors: { origins: ["https://a.example"], methods: [GET] }
                - mock: { body: "project ${path.id}" }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: files }
            spec:
              route: { path: /files, encodedSlashes: true }
              upstream: backend
              policies: [ { mock: { body: "file ${path}" } } ]
              endpoints:
                - match: { template: "/files/{name}" }
                  policies: [ { mock: { body: "name ${path.name}" } } ]
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: strict }
            spec:
              route: { path: /files, headers: { X-Strict: { present: true } } }
              upstream: backend
              policies: [ { mock: { body: strict } } ]
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: beside }
            spec:
              route: { path: /beside, methods: [GET] }
              upstream: backend
              policies:
                - cors: { origins: ["https://a.example"], methods: [GET] }
                - mock: { body: beside }
            """;

    private final ActiveSnapshot active = new ActiveSnapshot();
    private final FakeResponse response = new FakeResponse();
    private String outcome = "";

    @BeforeEach
    void compile() throws CompileException {
        active.swap(Compiled.of(DEFINITIONS));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/projects/a%2fb, project a%2Fb",
        "/projects/%2Fa%2f, project %2Fa%2F",
        "/projects/a, project a",
        "/files/x/a%2Fb, file /files/x/a%2Fb",
        "/files/a%2F%62, name a%2Fb",
        "/beside/a, beside",
    })
    void where_they_are_kept_they_are_no_slashes(String path, String text) {
        serve(new FakeRequest("GET", path, "Host: a"));
        assertThat(response.text()).isEqualTo(text);
        assertThat(outcome).startsWith("200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/beside/a%2Fb",
                "/beside%2Fa",
                "/nowhere/a%2fb",
                "/projects%2Fa",
                "/projects/a%2F..%2Fb",
                "/projects/..%2Fb",
                "/projects/a%252Fb",
                "/projects/a%2F%5Cb",
                "/files/a%2F%00"
            })
    void everywhere_else_they_are_malformed(String path) {
        serve(new FakeRequest("GET", path, "Host: a"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().find("Connection")).contains("close");
        assertThat(response.headers().find("Content-Type")).contains("application/problem+json");
        assertThat(outcome).isEqualTo("400 malformed-request");
    }

    @Test
    void the_refusal_says_what_it_always_said() {
        serve(new FakeRequest("GET", "/beside/a%2Fb", "Host: a"));
        assertThat(response.text()).contains("the path has an encoded slash or backslash");
    }

    @Test
    void of_two_routes_at_one_path_the_one_that_takes_the_request_decides() {
        serve(new FakeRequest("GET", "/files/x/a%2Fb", "Host: a", "X-Strict: 1"));
        assertThat(response.status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "DELETE, /projects/a%2Fb, 405 method-not-allowed",
        "DELETE, /beside/a%2Fb, 400 malformed-request",
        "BREW, /beside/a%2Fb, 400 malformed-request",
    })
    void a_method_that_is_not_there_is_told_only_where_they_may_be(String method, String path, String result) {
        serve(new FakeRequest(method, path, "Host: a"));
        assertThat(outcome).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"/projects/a%2Fb, 204", "/beside/a%2Fb, 400", "/beside/a, 204"})
    void a_preflight_is_no_way_around(String path, int status) {
        serve(new FakeRequest(
                "OPTIONS", path, "Host: a", "Origin: https://a.example", "Access-Control-Request-Method: GET"));
        assertThat(response.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF%2Fweb.xml", "/%2FWEB-INF/web.xml", "/%2f/%2Fmeta-inf%2fx"})
    void the_servers_own_places_stay_hidden(String path) {
        serve(new FakeRequest("GET", path, "Host: a"));
        assertThat(outcome).isEqualTo("404 no-route");
    }

    private void serve(FakeRequest request) {
        Outcomes recording = new Outcomes() {
            @Override
            public boolean notes(int status) {
                return false;
            }

            @Override
            public void began() {}

            @Override
            public void ended(Exchange exchange, int status) {
                outcome = status + " " + exchange.cause().label();
            }
        };
        Edge edge = new Edge(
                9090,
                (authorization, address, path) -> AdminGate.Answer.UNKNOWN,
                nowNanos -> {},
                active,
                recording,
                () -> 0,
                Limits.DEFAULT,
                true,
                Conduct.PLAIN);
        new TrafficDoor(edge).serve(request.servlet(), response.servlet(), new PinnedSnapshot());
        assertThat(active.current().holds()).isEqualTo(1);
    }
}
