package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators must not be able to send: refused by name, nothing fetched, nothing evaluated, nothing changed. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminInputIT {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";
    private static final String VAULT = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: input-vault, project: vault }
            spec: { targets: [ { url: "http://127.0.0.1:9" } ] }
            """;

    private final Cluster cluster;
    private final Watched watched;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("reached"));

    AdminInputIT(Cluster cluster) {
        this.cluster = cluster;
        this.watched = new Watched(cluster);
    }

    @BeforeAll
    void prepare() {
        assertThat(cluster.admin().apply(VAULT).complete()).isTrue();
        assertThat(cluster.admin()
                        .apply(Definitions.proxy("input", upstream.url()))
                        .complete())
                .isTrue();
    }

    @AfterAll
    void close() {
        upstream.close();
    }

    static Stream<Arguments> malformedBodies() {
        return Stream.of(
                Arguments.of("_id", "/purges", JSON, "{\"_id\":\"dev/1\",\"all\":true}", 400),
                Arguments.of("an operator", "/purges", JSON, "{\"proxy\":{\"$ne\":\"x\"}}", 400),
                Arguments.of("an operator as a name", "/purges", JSON, "{\"$where\":\"1\"}", 400),
                Arguments.of("duplicate keys", "/purges", JSON, "{\"all\":true,\"all\":true}", 400),
                Arguments.of("both", "/purges", JSON, "{\"all\":true,\"proxy\":\"input\"}", 400),
                Arguments.of("no JSON", "/purges", JSON, "all", 400),
                Arguments.of("another envelope", "/revisions", JSON, "{\"file\":[]}", 400),
                Arguments.of("a form", "/purges", "application/x-www-form-urlencoded", "all=true", 415),
                Arguments.of("plain text", "/revisions", "text/plain", VAULT, 415),
                Arguments.of("a multipart form", "/revisions", "multipart/form-data; boundary=x", "--x--", 415),
                Arguments.of(
                        "XML", "/revisions", "application/xml", "<!DOCTYPE a SYSTEM \"http://127.0.0.1/\"><a/>", 415),
                Arguments.of("Java", "/revisions", "application/x-java-serialized-object", "\u00ac\u00ed", 415));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedBodies")
    void malformedBodiesAreRefused(String what, String path, String type, String body, int status) {
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin().send("POST", path, body, "Content-Type", type);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.reply().text()).doesNotContain("Exception", "\tat ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/revisions?limit=501",
                "/revisions?limit=-1",
                "/revisions?limit=99999999999999999999",
                "/revisions?before=%7B%22%24gt%22%3A0%7D",
                "/revisions?limit=1&limit=2",
                "/revisions?%24where=1",
                "/audit?limit=501",
                "/audit?before=%7B%22%24gt%22%3A0%7D",
                "/audit?since=%24now",
                "/audit/verify?limit=0",
                "/audit/verify?from=r1.o1"
            })
    void pagesAreBoundedAndSearchTextIsNoQuery(String path) {
        assertThat(cluster.admin().send("GET", path, "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%7B%22%24ne%22%3Anull%7D", ".*", "%24%7Bjndi%3Aldap%3A%2F%2F127.0.0.1%7D", "'%20or%20'1'%3D'1"})
    void whatIsSearchedForIsFoundAsItIsWritten(String text) {
        AdminAnswer answer = cluster.admin().send("GET", "/audit?actor=" + text, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("entries").size()).isZero();
    }

    @Test
    void aStaleHeadIsRefused() {
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin()
                    .send("POST", "/revisions", VAULT.replace(":9", ":10"), "Content-Type", YAML, "If-Match", "\"1\"");
            assertThat(answer.status()).isEqualTo(412);
        });
    }

    static Stream<Arguments> uncompilable() {
        return Stream.of(
                policy("an unknown policy", "teleport: { to: mars }"),
                policy("an unknown variable", "responseHeaders: { set: { X-A: \"${colour}\" } }"),
                policy("an unclosed variable", "responseHeaders: { set: { X-A: \"${header.X\" } }"),
                policy("a lookup", "responseHeaders: { set: { X-A: \"${jndi:ldap://127.0.0.1/x}\" } }"),
                policy("a header with a line break", "responseHeaders: { set: { X-A: \"a\\r\\nSet-Cookie: b\" } }"),
                policy("a negative time", "cache: { ttl: -5s }"),
                policy("no time", "cache: { ttl: 0s }"),
                policy("a time beyond all numbers", "cache: { ttl: 99999999999999999999d }"),
                policy("a size below zero", "cache: { ttl: 5s, maxObject: -1KiB }"),
                policy("a word for a time", "cache: { ttl: soon }"),
                policy("two caches", "cache: { ttl: 5s }\n    - cache: { name: second, ttl: 5s }"),
                Arguments.of(
                        "a taken route",
                        Definitions.proxyOnly("input-twin", "input-backend")
                                .replace("path: /input-twin", "path: /input")),
                Arguments.of(
                        "a route that is no path",
                        Definitions.proxyOnly("input-bad", "input-backend")
                                .replace("path: /input-bad", "path: \"../x\"")),
                Arguments.of("an upstream that is none", Definitions.proxyOnly("input-bad", "nobody")),
                Arguments.of(
                        "a target that is no address",
                        Definitions.upstream("input-bad", URI.create("file:///etc/passwd"), "")),
                Arguments.of(
                        "a target with a path",
                        Definitions.upstream("input-bad", URI.create("http://127.0.0.1:9/x"), "")),
                Arguments.of("a field nobody knows", VAULT + "unknown: 1\n"),
                Arguments.of("an operator", VAULT.replace("spec: {", "spec: { $set: 1,")),
                Arguments.of("an identifier of the store", VAULT + "_id: dev/1\n"),
                Arguments.of("a key twice", VAULT + "kind: Upstream\n"),
                Arguments.of("a name that is an operator", VAULT.replace("input-vault", "\"$ne\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uncompilable")
    void whatCannotBeCompiledIsRefusedByField(String what, String text) {
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin().apply(text);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            JsonNode error = answer.json().path("errors").path(0);
            assertThat(error.path("line").asInt()).as(answer.toString()).isPositive();
            assertThat(error.path("message").asText()).isNotBlank().doesNotContain("Exception");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a Java tag, 'kind: !!java.net.URL [\"http://TRAP/x\"]'",
        "a script tag, 'kind: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://TRAP/x\"]]]]'",
        "a reference, 'spec: { $ref: \"http://TRAP/schema.json\" }'",
        "a schema of its own, '$schema: \"http://TRAP/schema.json\"'",
        "a merge key, 'spec: { <<: { a: 1 } }'",
        "a directive, '%TAG ! tag:TRAP,2000:'",
    })
    void importsFetchNothing(String what, String line) {
        int before = upstream.connections();
        watched.unchanged(() -> {
            String text = "apiVersion: noon.dev/v1\nmetadata: { name: input-import }\n"
                    + line.replace("TRAP", "127.0.0.1:" + upstream.port()) + "\n";
            assertThat(cluster.admin().apply(text).status()).isIn(400, 422);
        });
        assertThat(upstream.connections()).isEqualTo(before);
    }

    @Test
    void aBombOfAliasesIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        watched.unchanged(() -> {
            long began = System.nanoTime();
            assertThat(cluster.admin().apply(bomb.toString()).status()).isIn(400, 422);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        });
    }

    @Test
    void expressionsAreTextInTextAndNothingIsEvaluated() {
        String value = "#{7*7} {{7*7}} <%= 7*7 %> %{7*7} T(java.lang.Runtime)";
        long before = cluster.admin().head();
        AdminAnswer applied = cluster.admin()
                .apply(
                        Definitions.proxy(
                                "input-text",
                                upstream.url(),
                                "responseHeaders: { set: { X-Text: \"" + value + "\" } }"),
                        "wait=10&message=%24%7Bjndi%3Aldap%3A%2F%2F127.0.0.1%3A" + upstream.port()
                                + "%2Fx%7D%20%23%7B7*7%7D");

        assertThat(applied.complete()).isTrue();
        assertThat(cluster.node(1).get("/input-text").header("X-Text")).isEqualTo(value);
        assertThat(cluster.admin()
                        .history()
                        .json()
                        .path("revisions")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo("${jndi:ldap://127.0.0.1:" + upstream.port() + "/x} #{7*7}");
        assertThat(cluster.admin().rollback(before).complete()).isTrue();
    }

    private static Arguments policy(String what, String policy) {
        return Arguments.of(what, Definitions.proxyOnly("input-bad", "input-backend", policy));
    }
}
