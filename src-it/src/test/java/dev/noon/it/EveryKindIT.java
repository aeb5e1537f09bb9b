package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One definition of every kind: applied again, exported and compared, it is what it was, and appends nothing. */
@OnCluster
class EveryKindIT {
    private static final String ALL = """
            apiVersion: noon.dev/v1
            kind: Environment
            metadata: { name: kinds-elsewhere, project: kinds }
            spec:
              variables: { HOST: 127.0.0.1, EMPTY: "", NUMBER: "007", YES: "yes", QUOTED: 'say "no": #1' }
              adminUrl: https://noon.example.com
            ---
            apiVersion: noon.dev/v1
            kind: Credential
            metadata: { name: kinds-key, project: kinds }
            spec: { type: apiKey, header: X-Api-Key, secret: "an example: of every kind" }
            ---
            apiVersion: noon.dev/v1
            kind: Consumer
            metadata: { name: kinds-partner, project: kinds }
            spec: { identifiers: [kinds-partner, "7"], tier: gold, tags: [pilot], credentials: [kinds-key] }
            ---
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: kinds-backend, project: kinds }
            spec:
              targets: [ { url: "http://127.0.0.1:9", weight: 1 } ]
              timeouts: { connect: 1000ms, response: 5s }
              credential: kinds-key
            ---
            apiVersion: noon.dev/v1
            kind: Policy
            metadata: { name: kinds-cache, project: kinds }
            spec: { cache: { ttl: 60s, storage: tiered, maxObject: 64KiB, key: { query: [b, a] } } }
            ---
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: kinds-group, project: kinds }
            spec: { policies: [ { responseHeaders: { remove: [Server] } } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: kinds, project: kinds, group: kinds-group }
            spec:
              route: { path: /kinds, methods: [GET, POST], encodedSlashes: true }
              upstream: kinds-backend
              stripPath: false
              policies:
                - requestHeaders: { set: { X-Hex: "0x1F", X-Null: "~", X-Dollar: "$${x}", X-Text: "a: b #c" } }
                - ref: kinds-cache
              endpoints:
                - match: { path: /kinds/live }
                  disable: [kinds-cache]
            ---
            apiVersion: noon.dev/v1
            kind: IdentityProvider
            metadata: { name: kinds-keys, project: kinds }
            spec:
              issuer: https://keys.example.org
              audiences: [kinds]
              keys:
                inline:
                  - kid: 2026-a
                    pem: |
                      -----BEGIN PUBLIC KEY-----
                      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEriGzlhCAtMnygvSy340QCiKuQLyo
                      2YqSNMgtAYEl03MKb490HkQjZ3OYCEB44BMeCQCZ23QrS1p6dzz42pxSyw==
                      -----END PUBLIC KEY-----
            ---
            apiVersion: noon.dev/v1
            kind: OAuthClient
            metadata: { name: kinds-web, project: kinds }
            spec:
              clientId: kinds-web
              secret: "another example, of a client"
              grants: [authorization_code, refresh_token]
              redirectUris: [https://kinds.example.com/callback]
              lifetimes: { access: 15m, refresh: 7d }
            ---
            apiVersion: noon.dev/v1
            kind: CacheServer
            metadata: { name: kinds-grid, project: kinds }
            spec: { managed: { namespace: noon-cache, replicas: 3, cpu: "2", memory: 2GiB } }
            ---
            apiVersion: noon.dev/v1
            kind: Probe
            metadata: { name: kinds-answer, project: kinds }
            spec:
              request: { target: "/kinds?a=1&b=2", headers: { X-Client: probe }, credential: kinds-key }
              expect: { status: [200, 404], within: 2s }
              interval: 30s
              afterApply: true
            """;

    private final Cluster cluster;
    private final Path directory;
    private long before;

    EveryKindIT(Cluster cluster, @TempDir Path directory) {
        this.cluster = cluster;
        this.directory = directory;
    }

    @BeforeEach
    void apply() {
        before = cluster.admin().head();
        AdminAnswer applied = cluster.admin().apply(ALL);
        assertThat(applied.status()).as(applied.toString()).isEqualTo(201);
        assertThat(applied.complete()).as(applied.toString()).isTrue();
    }

    @AfterEach
    void takeBack() {
        assertThat(cluster.admin().rollback(before).complete()).isTrue();
    }

    @Test
    void appliedAgainEveryKindIsUnchangedAndThereIsNoRevision() throws IOException {
        assertThat(kindsInForce()).containsExactlyInAnyOrderElementsOf(kinds());
        long head = cluster.admin().head();
        Path file = Files.writeString(directory.resolve("all.yaml"), ALL);

        for (String attempt : List.of("apply", "rollout")) {
            CliRun.Result again = cluster.cli().run(attempt, file.toString());
            assertThat(again.exit()).as(again.toString()).isZero();
            assertThat(again.out()).startsWith("unchanged: ");
        }
        CliRun.Result plan = cluster.cli().run("plan", "--prune", "--detailed-exitcode", file.toString());
        CliRun.Result drift = cluster.cli().run("drift", "--prune", file.toString());

        assertThat(plan.exit()).as(plan.toString()).isZero();
        assertThat(drift.exit()).as(drift.toString()).isZero();
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void anExportOfEveryKindIsUnchangedWhenAppliedAndTheSameBytesWhenRepeated() throws IOException {
        long head = cluster.admin().head();

        CliRun.Result exported = cluster.cli().run("export", "--project", "kinds", "-o", dir("one"));
        CliRun.Result applied = cluster.cli().run("apply", "--prune", dir("one"));
        CliRun.Result drift = cluster.cli().run("drift", "--prune", dir("one"));
        CliRun.Result again = cluster.cli().run("export", "--project", "kinds", "-o", dir("two"));
        CliRun.Result onto = cluster.cli().run("export", "--prune", "--project", "kinds", "-o", dir("one"));

        assertThat(exported.exit()).as(exported.toString()).isZero();
        assertThat(applied.exit()).as(applied.toString()).isZero();
        assertThat(applied.out()).startsWith("unchanged: ");
        assertThat(drift.exit()).as(drift.toString()).isZero();
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(onto.out()).contains("0 written, 11 the same, 0 removed");
        assertThat(files("one")).hasSize(kinds().size()).isEqualTo(files("two"));
        assertThat(files("one").get("kinds/Credential/kinds-key.yaml")).contains("secret: keep:");
        assertThat(files("one").toString()).doesNotContain("of every kind", "of a client");
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    @Test
    void whatOneFieldOfAKindSaysElseIsDriftAndOneRevision() throws IOException {
        Path file = Files.writeString(
                directory.resolve("changed.yaml"),
                ALL.replace("refresh: 7d", "refresh: 8d").replace("tier: gold", "tier: tin"));
        long head = cluster.admin().head();

        CliRun.Result drift = cluster.cli().run("drift", "--prune", file.toString());
        CliRun.Result applied = cluster.cli().run("apply", file.toString());

        assertThat(drift.exit()).as(drift.toString()).isEqualTo(1);
        assertThat(drift.out())
                .contains("spec.tier: gold → tin", "spec.lifetimes.refresh: 7d → 8d", "in 2 definitions");
        assertThat(applied.exit()).as(applied.toString()).isZero();
        assertThat(cluster.admin().head()).isEqualTo(head + 1);
    }

    /** Every kind that there is. */
    private List<String> kinds() {
        JsonNode kinds = cluster.admin()
                .at("GET", URI.create("/api/v1/schemas"), "")
                .json()
                .path("kinds");
        return StreamSupport.stream(kinds.spliterator(), false)
                .map(kind ->
                        kind.isTextual() ? kind.asText() : kind.path("kind").asText())
                .toList();
    }

    private List<String> kindsInForce() {
        JsonNode definitions = cluster.admin()
                .send("GET", "/definitions?project=kinds", "")
                .json()
                .path("definitions");
        return StreamSupport.stream(definitions.spliterator(), false)
                .map(one -> one.path("kind").asText())
                .toList();
    }

    private String dir(String name) {
        return directory.resolve(name).toString();
    }

    private Map<String, String> files(String name) throws IOException {
        return Exported.files(directory.resolve(name));
    }
}
