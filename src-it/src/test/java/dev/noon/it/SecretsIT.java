package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Secrets on real nodes: in clear nowhere, and sealed with another key while everything runs. */
@OnCluster
class SecretsIT {
    private static final String CLEAR = "hunter2-on-real-nodes";
    private static final String NAME = "secrets-it-files";

    private final Cluster cluster;

    SecretsIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aSecretIsInNoFileNoLogNoMetricAndNoAnswer() throws IOException {
        AdminAnswer applied = cluster.admin().apply(credential(NAME, CLEAR), "wait=20");

        assertThat(applied.status()).as(applied.toString()).isIn(200, 201);
        assertThat(applied.complete()).isTrue();
        assertThat(cluster.admin().apply(credential(NAME, CLEAR)).outcome()).isEqualTo("unchanged");
        assertThat(filesWith(NAME))
                .as("the search finds what is in the copies of nodes and in the store")
                .contains(cluster.node(3).data().resolve("last-good.jsonl"))
                .anyMatch(file -> file.startsWith(cluster.store().data()));
        assertThat(filesWith(CLEAR)).isEmpty();
        assertThat(applied.toString()
                        + cluster.admin().definitions()
                        + cluster.admin().history()
                        + cluster.admin().receipts(applied.revision())
                        + cluster.admin().send("GET", "/secrets", "")
                        + cluster.admin().send("GET", "/audit?limit=500", "")
                        + cluster.admin().at("GET", URI.create("/metrics"), ""))
                .contains("keep:")
                .doesNotContain(CLEAR);
    }

    @Test
    void whatIsRefusedIsNotRepeated() throws IOException {
        String wrong = credential(NAME, CLEAR + "-refused").replace("type: bearer", "type: bearer, secert: " + CLEAR);

        AdminAnswer refused = cluster.admin().apply(wrong);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.reply().text()).doesNotContain(CLEAR);
        assertThat(filesWith(CLEAR + "-refused")).isEmpty();
    }

    @Test
    void anotherKeyTakesOverWhileEverythingRuns() throws IOException {
        String credential = credential("secrets-it-rotation", CLEAR);
        cluster.admin().apply(credential, "wait=20");
        String fresh = addKey();

        AdminAnswer rotated = cluster.admin().send("POST", "/secrets/rotation?wait=20", "");

        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(201);
        assertThat(rotated.complete()).as(rotated.toString()).isTrue();
        assertThat(cluster.admin().apply(credential).outcome()).isEqualTo("unchanged");
        assertThat(cluster.admin().send("POST", "/secrets/rotation?wait=20", "").outcome())
                .isEqualTo("unchanged");
        JsonNode secrets = cluster.admin().send("GET", "/secrets", "").json().path("secrets");
        assertThat(secrets).isNotEmpty();
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(secret.path("key").asText()).isEqualTo(fresh));
    }

    /** Puts a new key on top of the file that all nodes read, and waits until they have. */
    private String addKey() throws IOException {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        String id = "it-" + Long.toHexString(System.currentTimeMillis());
        Path file = cluster.spec().directory().resolve("secrets-key");
        Path beside = file.resolveSibling("secrets-key.new");
        Files.writeString(beside, id + ":" + Base64.getEncoder().encodeToString(bytes) + "\n" + Files.readString(file));
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Awaitility.await("every node has read the key file")
                .atMost(Duration.ofSeconds(20))
                .until(() -> cluster.nodes().stream()
                        .allMatch(node -> currentKey(node).equals(id)));
        return id;
    }

    private String currentKey(Node node) {
        JsonNode keys = cluster.admin(node).send("GET", "/secrets", "").json().path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .findFirst()
                .map(JsonNode::asText)
                .orElse("");
    }

    /** Everything that the nodes and the store wrote, but for the server's own unpacked files. */
    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(cluster.spec().directory())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/runtime/"))
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search " + file, e);
        }
    }

    private static String credential(String name, String secret) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: %s }
                spec: { type: bearer, secret: %s }
                """.formatted(name, secret);
    }
}
