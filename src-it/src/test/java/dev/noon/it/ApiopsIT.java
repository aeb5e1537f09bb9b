package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.link.Fault;
import dev.noon.it.link.FaultyLink;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, version control and pipelines: export, prune, drift, repetition, with the real command line. */
@OnCluster
class ApiopsIT {
    private static final URI TARGET = URI.create("http://127.0.0.1:9");

    private final Cluster cluster;
    private final Path directory;

    ApiopsIT(Cluster cluster, @TempDir Path directory) {
        this.cluster = cluster;
        this.directory = directory;
    }

    @Test
    void anExportIsUnchangedWhenAppliedAndTheSameBytesWhenRepeated() throws IOException {
        apply(Definitions.proxy(
                "ops-export",
                TARGET,
                "requestHeaders: { set: { X-Odd: '0x1F', X-Text: '~', X-Colon: 'a: b #c', X-Dollar: '$${x}' } }",
                Definitions.CACHE));
        long head = cluster.admin().head();

        CliRun.Result exported = cluster.cli().run("export", "-o", dir("one"));
        CliRun.Result applied = cluster.cli().run("apply", dir("one"));
        CliRun.Result again = cluster.cli().run("export", "-o", dir("two"));

        assertThat(exported.exit()).as(exported.toString()).isZero();
        assertThat(applied.exit()).as(applied.toString()).isZero();
        assertThat(applied.out()).startsWith("unchanged: ");
        assertThat(cluster.admin().head()).isEqualTo(head);
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(files("one"))
                .containsKeys("default/ApiProxy/ops-export.yaml", "default/Upstream/ops-export-backend.yaml")
                .isEqualTo(files("two"));
    }

    @Test
    void pruningStaysWithinTheProjectOfTheFilesAndAPlanSaysItFirst() throws IOException {
        apply(Definitions.upstream("ops-prune", TARGET, "") + "---\n" + mine("ops-prune-a") + "---\n"
                + mine("ops-prune-b"));
        Path file = Files.writeString(directory.resolve("a.yaml"), mine("ops-prune-a"));

        CliRun.Result plan = cluster.cli().run("plan", "--prune", file.toString());
        CliRun.Result applied = cluster.cli().run("apply", "--prune", file.toString());

        assertThat(plan.out()).contains("  - ApiProxy ops-prune-b\n");
        assertThat(applied.exit()).as(applied.toString()).isZero();
        assertThat(applied.out()).contains("  - ApiProxy ops-prune-b\n").doesNotContain("Upstream");
        cluster.nodes().forEach(node -> {
            assertThat(node.get("/ops-prune-b").status()).isEqualTo(404);
            assertThat(node.get("/ops-prune-a").status()).isNotEqualTo(404);
        });
        CliRun.Result refused = cluster.cli().run("delete", "upstream", "ops-prune");
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.err()).contains("ApiProxy/ops-prune-a");
        assertThat(cluster.cli().run("delete", "apiproxy", "ops-prune-a").exit())
                .isZero();
        assertThat(cluster.cli().run("delete", "upstream", "ops-prune").exit()).isZero();
    }

    @Test
    void driftIsSeenFieldByFieldAndByItsExitCode() throws IOException {
        String text = Definitions.proxy("ops-drift", TARGET, "responseHeaders: { set: { X-Definition: v1 } }");
        Path file = Files.writeString(directory.resolve("drift.yaml"), text);
        apply(text);

        CliRun.Result same = cluster.cli().run("drift", file.toString());
        apply(text.replace("Definition: v1", "Definition: v2"));
        CliRun.Result different = cluster.cli().run("drift", file.toString());
        Files.writeString(file, text.replace("upstream:", "upsteam:"));
        CliRun.Result wrong = cluster.cli().run("drift", file.toString());

        assertThat(same.exit()).as(same.toString()).isZero();
        assertThat(different.exit()).as(different.toString()).isEqualTo(1);
        assertThat(different.out()).contains("set.X-Definition: v2 → v1");
        assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(2);
    }

    @Test
    void whenTheAnswerIsLostTheCommandLineAsksAgainAndItIsOneRevision() throws IOException {
        Path file = Files.writeString(
                directory.resolve("cut.yaml"),
                Definitions.proxy("ops-cut", TARGET, "responseHeaders: { remove: [X-A] }"));
        long head = cluster.admin().head();

        CliRun.Result result;
        int manager = cluster.node(1).address().admin();
        try (FaultyLink link = FaultyLink.open(new Ports().free(), manager)) {
            link.become(new Fault.CutOnce(0));
            result = new CliRun(
                            cluster.checkout(),
                            Map.of("NOON_URL", "http://127.0.0.1:" + link.port(), "NOON_TOKEN", cluster.token()),
                            directory)
                    .run("apply", file.toString());
            assertThat(link.cuts()).isEqualTo(1);
        }

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains("by an earlier attempt of this request")
                .contains("node-3");
        assertThat(cluster.admin().head()).isEqualTo(head + 1);
    }

    @Test
    void twoManagersThatGetTheSameRequestMakeOneRevisionOfIt() {
        String text = Definitions.proxy("ops-once", TARGET);
        long head = cluster.admin().head();

        List<CompletableFuture<AdminAnswer>> racing = cluster.nodes().stream()
                .map(node -> CompletableFuture.supplyAsync(() -> cluster.admin(node)
                        .send(
                                "POST",
                                "/revisions?wait=10",
                                text,
                                "Content-Type",
                                "application/yaml",
                                "Idempotency-Key",
                                "ops-once")))
                .toList();
        List<AdminAnswer> answers = racing.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(AdminAnswer::revision).containsOnly(head + 1);
        assertThat(answers).extracting(AdminAnswer::status).containsExactlyInAnyOrder(201, 200, 200);
        assertThat(cluster.admin().head()).isEqualTo(head + 1);
    }

    @Test
    void whoWasFasterIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("late.yaml"), Definitions.proxy("ops-late", TARGET));
        long seen = cluster.admin().head();
        apply(Definitions.proxy("ops-early", TARGET));

        CliRun.Result late = cluster.cli().run("apply", "--if-head", Long.toString(seen), file.toString());

        assertThat(late.exit()).as(late.toString()).isEqualTo(1);
        assertThat(late.err()).contains("revision " + (seen + 1) + " by administrator at ");
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }

    private String dir(String name) {
        return directory.resolve(name).toString();
    }

    private Map<String, String> files(String name) throws IOException {
        return Exported.files(directory.resolve(name));
    }

    private static String mine(String name) {
        return Definitions.proxyOnly(name, "ops-prune").replace("name: " + name, "name: " + name + ", project: ops");
    }
}
