package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The only way to administration is the admin listener, and it tells strangers nothing. */
@OnCluster
class AdminDoorsIT {
    private static final String JSON = "application/json";
    private static final String ENVIRONMENT = "/api/v1/environments/dev";

    private final Cluster cluster;
    private final Watched watched;

    AdminDoorsIT(Cluster cluster) {
        this.cluster = cluster;
        this.watched = new Watched(cluster);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/members, ''",
        "/doors/..;/api/v1/members, ''",
        "/..;/api/v1/members, ''",
        "/doors/%2e%2e/api/v1/members, ''",
        "//api/v1/members, ''",
        "/api/v1/environments/dev/revisions, ''",
        "/api/v1/members, admin",
        "/, X-Original-URL: /api/v1/members",
        "/, X-Rewrite-URL: /api/v1/members",
        "/, X-Forwarded-Port: 9090",
        "/, X-Forwarded-Host: 127.0.0.1:9090",
    })
    void theTrafficListenerIsNoWayIn(String path, String trick) {
        watched.unchanged(() -> {
            int admin = cluster.node(1).address().admin();
            String host = trick.equals("admin") ? "127.0.0.1:" + admin : "x";
            String extra = trick.contains(":") ? trick + "\r\n" : "";
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + extra + "Authorization: Bearer "
                    + cluster.token() + "\r\n\r\n";
            try (RawConnection client =
                    RawConnection.open(cluster.node(1).address().http())) {
                Reply reply = client.send(request).read("GET");
                assertThat(reply.status()).isIn(400, 403, 404);
                assertThat(reply.text()).doesNotContain("heartbeatAgeMillis", "\"revisions\"");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void anUpstreamMustNotBeTheManagersOwnAdminAddress() {
        watched.unchanged(() -> {
            int port = cluster.node(1).address().admin();
            for (String host : new String[] {"127.0.0.1", "localhost", "127.0.0.2", "0.0.0.0"}) {
                AdminAnswer answer = cluster.admin()
                        .apply(Definitions.upstream("doors-admin", URI.create("http://" + host + ":" + port), ""));
                assertThat(answer.status()).as(host).isEqualTo(422);
                assertThat(answer.json().path("errors").path(0).path("field").asText())
                        .isEqualTo("/spec/targets/0/url");
            }
        });
    }

    @Test
    void throughAProxyToAnotherNodesAdminPortThereIsNoWayEither() {
        long before = cluster.admin().head();
        URI admin = cluster.node(2).address().admin("");
        assertThat(cluster.admin()
                        .apply(Definitions.proxyOnly("doors-door", "doors-door-backend")
                                        .replace("/doors-door", "/api")
                                + "---\n" + Definitions.upstream("doors-door-backend", admin, ""))
                        .complete())
                .isTrue();
        String state = watched.state();

        for (String path : new String[] {"/api/v1/members", "/api/v1/environments/dev/definitions"}) {
            Reply reply = cluster.node(1).get(path, "Authorization", "Bearer " + cluster.token());
            assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
            assertThat(reply.text()).doesNotContain("heartbeatAgeMillis", "definitions");
        }
        Reply write = cluster.http()
                .send(
                        "POST",
                        cluster.node(1).url(ENVIRONMENT + "/purges"),
                        "{\"all\":true}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        JSON,
                        "Authorization",
                        "Bearer " + cluster.token());
        assertThat(write.status()).isEqualTo(403);
        assertThat(watched.state()).isEqualTo(state);
        assertThat(cluster.admin().rollback(before).complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, /api/v1/members",
        "OPTIONS, /api/v1/environments/dev/revisions",
        "OPTIONS, /api/v1/nowhere",
        "HEAD, /api/v1/members",
        "HEAD, /api/v1/nowhere",
        "GET, /api/v1/nowhere",
        "GET, /api/v1/application.wadl",
        "PATCH, /api/v1/tokens",
        "TRACE, /api/v1/members",
        "GET, /nowhere",
        "OPTIONS, /metrics",
        "HEAD, /metrics",
        "GET, /openapi-ui/",
        "GET, /concurrency",
        "GET, /WEB-INF/web.xml",
    })
    void optionsHeadAndErrorsNeedCredentialsAndTellNothing(String method, String path) {
        watched.unchanged(() -> {
            Reply reply = raw(method, method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(reply.status()).as(reply.toString()).isIn(401, 404, 405);
            assertThat(reply.header("Allow")).doesNotContain("POST");
            assertThat(reply.text()).doesNotContain("Payara", "Exception", "heartbeat", "revisions");
            assertThat(reply.header("Server")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /definitions/Upstream/harness-seed",
        "GET, /definitions/Upstream/harness-seed",
        "DELETE, /definitions/Upstream/harness-seed",
        "OPTIONS, /definitions/Upstream/harness-seed",
        "OPTIONS, /revisions",
        "HEAD, /audit/export",
        "PATCH, /revisions",
        "PUT, /definitions/Upstream/harness-seed",
    })
    void whoMayReadOneProjectLearnsNothingOfAnotherByAnyMethod(String method, String path) {
        String token = watched.token("doors-reader", "reader:dev:elsewhere");
        watched.unchanged(() -> {
            Reply reply = watched.as(token, method, ENVIRONMENT + path, "");
            assertThat(reply.status()).as(reply.toString()).isIn(403, 404, 405);
            assertThat(reply.text()).doesNotContain("127.0.0.1:9", "Exception", "Payara");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void aMethodIsWhatItIs(String header) {
        watched.unchanged(() -> {
            AdminAnswer answer =
                    cluster.admin().send("GET", "/definitions/Upstream/harness-seed", "", header, "DELETE");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE /api/v1/members NONSENSE/9.9\r\nHost: x\r\n\r\n",
                "GET /api/v1/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/%2e%2e/%2e%2e/metrics HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/members;a=b/..%2f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/members HTTP/1.1\r\n\r\n",
                "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
            })
    void errorPagesTellNothing(String request) {
        watched.unchanged(() -> {
            Reply reply = raw("GET", request);
            assertThat(reply.status()).as(reply.toString()).isIn(400, 401, 404, 505);
            assertThat(reply.header("Server") + reply.text())
                    .doesNotContainIgnoringCase("payara")
                    .doesNotContainIgnoringCase("grizzly")
                    .doesNotContain("Exception", "\tat ", "dev.noon");
        });
    }

    /** The connector answers these itself, before any filter, and not as it should; they go no further. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/%", "/api/v1/members/%zz/drain"})
    void brokenEscapesGoNoFurtherThanTheConnector(String path) {
        watched.unchanged(() -> {
            Reply reply = raw(
                    "POST",
                    "POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + cluster.token()
                            + "\r\nContent-Length: 0\r\n\r\n");
            assertThat(reply.text()).isEmpty();
        });
    }

    /** What the first node's admin listener answers to these very bytes. */
    private Reply raw(String method, String request) {
        try (RawConnection client = RawConnection.open(cluster.node(1).address().admin())) {
            return client.send(request).read(method);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
