package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
                "/revisions/1?limit=1001",
                "/revisions/99999999999999999999",
                "/definitions?limit=1001",
                "/definitions?limit=0",
                "/definitions?after=%7B%22%24gt%22%3A%22%22%7D",
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
        watched.unchanged(
                () -> assertThat(cluster.admin().send("GET", path, "").status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%7B%22%24ne%22%3Anull%7D", ".*", "%24%7Bjndi%3Aldap%3A%2F%2F127.0.0.1%7D", "'%20or%20'1'%3D'1"})
    void whatIsSearchedForIsFoundAsItIsWritten(String text) {
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin().send("GET", "/audit?actor=" + text, "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("entries").size()).isZero();
        });
    }

    @Test
    void aStaleHeadIsRefused() {
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin()
                    .send("POST", "/revisions", VAULT.replace(":9", ":10"), "Content-Type", YAML, "If-Match", "\"1\"");
            assertThat(answer.status()).isEqualTo(412);
        });
    }

    @Test
    void aKeyThatWasUsedForSomethingElseIsRefused() {
        String[] headers = {"Content-Type", YAML, "Idempotency-Key", "input-once"};
        long head = cluster.admin()
                .send("POST", "/revisions", VAULT.replace(":9", ":11"), headers)
                .revision();
        watched.unchanged(() -> {
            assertThat(cluster.admin()
                            .send("POST", "/revisions", VAULT.replace(":9", ":12"), headers)
                            .status())
                    .isEqualTo(422);
            AdminAnswer same = cluster.admin().send("POST", "/revisions", VAULT.replace(":9", ":11"), headers);
            assertThat(same.status()).isEqualTo(200);
            assertThat(same.revision()).isEqualTo(head);
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
                policy("a limit of nothing", "throttle: { limit: 0, per: second }"),
                policy("a limit beyond all longs", "throttle: { limit: 9223372036854775808, per: second }"),
                policy("a limit for no time", "quota: { limit: 5, per: 0s }"),
                policy("a limit by an unknown variable", "quota: { limit: 5, per: day, by: \"${colour}\" }"),
                policy(
                        "a pattern without end",
                        "quota: { limit: 5, per: day, tiers: { patterns: [ { pattern: \"((a{999}){999}){999}\","
                                + " limit: 1 } ] } }"),
                policy("a reference to nothing", "ref: input-nothing"),
                policy("a reference to itself", "ref: input-bad"),
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
                Arguments.of("a policy that is itself", document("Policy", "input-loop", "ref: input-loop")),
                Arguments.of(
                        "policies in a circle",
                        document("Policy", "input-a", "ref: input-b") + "---\n"
                                + document("Policy", "input-b", "ref: input-a")),
                Arguments.of(
                        "a group in itself", document("ProxyGroup", "input-group, group: input-group", "policies: []")),
                Arguments.of(
                        "variables in a circle",
                        document("Environment", "dev", "variables: { A: '${env.B}', B: '${env.A}' }") + "---\n"
                                + document("Upstream", "input-circle", "targets: [ { url: 'http://${env.A}:1' } ]")),
                Arguments.of("no certificate", key("certificate")),
                Arguments.of("half a key", key("-----BEGIN PUBLIC KEY-----\\nMFkw\\n-----END PUBLIC KEY-----")),
                Arguments.of("a private key", key("-----BEGIN PRIVATE KEY-----\\nMFkw\\n-----END PRIVATE KEY-----")),
                Arguments.of("a limit of zero", upstream("maxConcurrent: 0")),
                Arguments.of("a limit below zero", upstream("maxConcurrent: -1")),
                Arguments.of("a limit beyond all numbers", upstream("maxConcurrent: 99999999999999999999")),
                Arguments.of("a pattern for a host", route("path: /input-bad, hosts: ['[a-z']")),
                Arguments.of("a template for a path", route("path: '/{{7*7}}'")),
                Arguments.of("an expression for a method", route("path: /input-bad, methods: ['#{7*7}']")),
                Arguments.of("a lookup for a name", VAULT.replace("input-vault", "\"${jndi:ldap://127.0.0.1}\"")),
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

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: { " + spec
                + " }\n";
    }

    private static String key(String pem) {
        return document(
                "IdentityProvider",
                "input-keys",
                "issuer: 'https://a.example', audiences: [a], keys: { inline: [ { kid: a, pem: \"" + pem + "\" } ] }");
    }

    private static String upstream(String more) {
        return document("Upstream", "input-bad", "targets: [ { url: 'http://127.0.0.1:9' } ], " + more);
    }

    private static String route(String route) {
        return document("ApiProxy", "input-bad", "upstream: input-backend, route: { " + route + " }");
    }

    private static Arguments policy(String what, String policy) {
        return Arguments.of(what, Definitions.proxyOnly("input-bad", "input-backend", policy));
    }
}
