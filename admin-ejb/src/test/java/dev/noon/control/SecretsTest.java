package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Deployment.Outcome;
import dev.noon.control.secret.Sealed;
import dev.noon.model.Problem;
import dev.noon.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest extends WithSecrets {
    SecretsTest(@TempDir Path disk) {
        super(disk);
    }

    @Test
    void a_secret_is_opened_by_the_node_and_in_clear_nowhere_else() throws IOException {
        Deployment applied = manager.apply(ControlPlane.credential("loans-key", CLEAR));
        node.reconciler.tick();

        assertThat(node.opened).containsEntry(OPENED, CLEAR);
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(store.everything()).contains("noon1:key-1:").doesNotContain(CLEAR);
        assertThat(applied.toString()).doesNotContain(CLEAR);
        assertThat(node.serving().toString()).doesNotContain(CLEAR);
        Path kept = disk.resolve("node-1").resolve("last-good.jsonl");
        assertThat(Files.readString(kept)).contains("noon1:key-1:").doesNotContain(CLEAR);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_same_secret_again_is_unchanged_and_another_one_shows_fingerprints_only() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));

        assertThat(manager.apply(ControlPlane.credential("loans-key", CLEAR)).outcome())
                .isEqualTo(Outcome.UNCHANGED);
        Deployment changed = manager.apply(ControlPlane.credential("loans-key", CHANGED));

        assertThat(changed.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(changed.plan().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).singleElement().satisfies(field -> {
                    assertThat(field.path()).isEqualTo("/spec/secret");
                    assertThat(field.oldValue().orElse("")).matches("keep:[0-9a-f]{32}");
                    assertThat(field.newValue().orElse("")).matches("keep:[0-9a-f]{32}");
                    assertThat(field.oldValue()).isNotEqualTo(field.newValue());
                }));
    }

    @Test
    void a_plan_seals_nothing_into_the_store() {
        manager.apply(
                ControlPlane.credential("loans-key", CLEAR),
                ControlPlane.terms(OptionalLong.empty(), true, Duration.ZERO));

        assertThat(stores.secrets().all("dev")).isEmpty();
    }

    @Test
    void the_fingerprint_in_force_keeps_the_secret_and_any_other_is_refused() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        String fingerprint = manager.fingerprint(LOANS);

        assertThat(manager.apply(ControlPlane.credential("loans-key", Secret.keep(fingerprint)))
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(manager.apply(ControlPlane.credential("loans-key", Secret.keep(fingerprint))
                                .replace("X-Api-Key", "X-Other"))
                        .outcome())
                .isEqualTo(Outcome.APPLIED);
        node.reconciler.tick();
        assertThat(node.opened).containsEntry(OPENED, CLEAR);

        String other = Secret.keep("0".repeat(32));
        assertRefused(
                ControlPlane.credential("loans-key", other),
                "is " + other + ", but the secret in force is " + Secret.keep(fingerprint)
                        + "; expected that, or the secret itself");
        assertRefused(
                ControlPlane.credential("rates-key", Secret.keep(fingerprint)),
                "is " + Secret.keep(fingerprint) + ", but there is no secret in force to keep; expected that, or the"
                        + " secret itself");
    }

    @Test
    void without_a_key_a_secret_is_refused_and_everything_else_works() {
        manager.keys.use();

        assertThat(manager.apply(ControlPlane.BACKEND).outcome()).isEqualTo(Outcome.APPLIED);
        assertThatThrownBy(() -> manager.apply(ControlPlane.credential("loans-key", CLEAR)))
                .isInstanceOfSatisfying(InvalidDefinitions.class, e -> {
                    Problem problem = e.problems().get(0);
                    assertThat(problem.field()).isEqualTo("spec.secret");
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.message())
                            .startsWith("cannot be stored: no key for secrets is configured: set noon.secrets.key.file")
                            .doesNotContain(CLEAR);
                });
        assertThat(store.everything()).doesNotContain(CLEAR);
    }

    @Test
    void a_node_without_the_key_refuses_and_serves_what_it_had() {
        manager.apply(ControlPlane.BACKEND);
        node.reconciler.tick();
        node.keys.use("key-9");
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        node.reconciler.tick();

        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(node.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(node.status().refusal().orElseThrow().reason())
                .isEqualTo("it is sealed with key key-1; only key-9 are configured here");
        assertThat(stores.receipts().of("dev", 2).get(0).refusal()).isPresent();

        node.keys.use("key-9", "key-1");
        clock.passSeconds(31);
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(node.opened).containsEntry(OPENED, CLEAR);
    }

    @Test
    void a_sealed_text_that_was_altered_or_is_gone_is_refused() {
        manager.apply(ControlPlane.BACKEND);
        node.reconciler.tick();
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        SealedSecret row = stores.secrets().all("dev").get(0);
        Sealed altered =
                new Sealed(row.sealed().fingerprint(), row.sealed().text().replaceAll(":.{4}([^:]*)$", ":AAAA$1"));
        stores.secrets().put("dev", List.of(new SealedSecret(row.id(), row.field(), altered, row.revision())));

        node.reconciler.tick();

        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(node.status().refusal().orElseThrow().reason()).startsWith("it does not open with key key-1");
    }

    @Test
    void a_rollback_brings_the_secret_back_that_was() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        manager.apply(ControlPlane.credential("loans-key", CHANGED));
        node.reconciler.tick();
        assertThat(node.opened).containsEntry(OPENED, CHANGED);

        manager.deployments.rollback(1, ControlPlane.terms());
        node.reconciler.tick();

        assertThat(node.opened).containsEntry(OPENED, CLEAR);
    }

    @Test
    void a_node_without_the_store_opens_what_it_kept_on_its_disk() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        node.reconciler.tick();
        store.away(true);

        Worker again = new Worker("node-1", stores, clock, disk);
        again.reconciler.tick();

        assertThat(again.opened).containsEntry(OPENED, CLEAR);
        assertThat(again.status().state()).isEqualTo(NodeState.DETACHED);
    }

    @Test
    void a_clients_secret_is_kept_like_a_credentials() {
        manager.apply("""
                apiVersion: noon.dev/v1
                kind: OAuthClient
                metadata: { name: loans-web }
                spec: { clientId: loans-web, grants: [client_credentials], secret: hunter2-hunter2 }
                """);
        node.reconciler.tick();

        assertThat(node.opened).containsEntry("OAuthClient/loans-web/spec/secret", CLEAR);
        assertThat(store.everything()).doesNotContain(CLEAR);
    }

    private void assertRefused(String text, String message) {
        long head = stores.revisions().head("dev");
        assertThatThrownBy(() -> manager.apply(text))
                .isInstanceOfSatisfying(InvalidDefinitions.class, e -> assertThat(e.problems())
                        .extracting(Problem::message)
                        .containsExactly(message));
        assertThat(stores.revisions().head("dev")).isEqualTo(head);
    }
}
