package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Deployment.Outcome;
import dev.noon.control.secret.Vault;
import dev.noon.model.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another key for what is sealed, and a key that is lost. */
final class KeyRotationTest extends WithSecrets {
    KeyRotationTest(@TempDir Path disk) {
        super(disk);
    }

    @Test
    void a_rotation_seals_everything_with_the_new_key_and_changes_nothing_else() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR) + ControlPlane.BACKEND);
        manager.apply(ControlPlane.credential("loans-key", CHANGED) + ControlPlane.credential("rates-key", CLEAR));
        node.reconciler.tick();
        String before = manager.fingerprint(LOANS);
        useEverywhere("key-2", "key-1");

        Deployment rotated = manager.deployments.reseal(ControlPlane.terms());
        node.reconciler.tick();

        assertThat(rotated.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(rotated.plan().flush()).isEmpty();
        assertThat(rotated.plan().changes())
                .extracting(change -> change.change().id() + " " + change.fields() + " " + change.reason())
                .containsExactly(
                        "Credential/loans-key [] its secrets are sealed with the current key; nothing else changes",
                        "Credential/rates-key [] its secrets are sealed with the current key; nothing else changes");
        assertThat(stores.secrets().all("dev")).hasSize(3).allMatch(row -> Vault.keyOf(row.sealed())
                .equals("key-2"));
        assertThat(manager.fingerprint(LOANS)).isEqualTo(before);
        assertThat(node.status().revision()).isEqualTo(3);
        assertThat(manager.deployments.reseal(ControlPlane.terms()).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void after_a_rotation_the_old_key_is_needed_by_nobody() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        manager.apply(ControlPlane.credential("loans-key", CHANGED));
        node.reconciler.tick();
        useEverywhere("key-2", "key-1");
        manager.deployments.reseal(ControlPlane.terms());
        node.reconciler.tick();
        useEverywhere("key-2");

        assertThat(manager.apply(ControlPlane.credential("loans-key", CHANGED)).outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(manager.apply(ControlPlane.credential("loans-key", Secret.keep(manager.fingerprint(LOANS))))
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
        manager.deployments.rollback(1, ControlPlane.terms());
        node.reconciler.tick();
        assertThat(node.opened).containsEntry(OPENED, CLEAR);
        store.away(true);
        Worker again = new Worker("node-1", stores, clock, disk);
        again.keys.use("key-2");
        again.reconciler.tick();
        assertThat(again.opened).containsEntry(OPENED, CLEAR);
    }

    @Test
    void a_node_that_lacks_the_new_key_says_so_in_its_receipt_for_the_rotation() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        node.reconciler.tick();
        manager.keys.use("key-2", "key-1");

        manager.deployments.reseal(ControlPlane.terms());
        node.reconciler.tick();

        assertThat(node.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(node.status().refusal().orElseThrow().reason())
                .isEqualTo("it is sealed with key key-2; only key-1 are configured here");
        assertThat(node.serving().revision()).isEqualTo(1);
    }

    @Test
    void a_rotation_that_was_cut_off_before_its_revision_is_finished_by_the_next_one() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        useEverywhere("key-2", "key-1");
        ControlPlane unlucky = new ControlPlane(new AlwaysTaken(stores.revisions()).in(stores), clock);
        unlucky.keys.use("key-2", "key-1");
        assertThatThrownBy(() -> unlucky.deployments.reseal(ControlPlane.terms()))
                .isInstanceOf(Conflict.class);
        assertThat(stores.secrets().all("dev"))
                .allMatch(row -> Vault.keyOf(row.sealed()).equals("key-2"));

        Deployment finished = manager.deployments.reseal(ControlPlane.terms());

        assertThat(finished.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(finished.plan().changes()).hasSize(1);
    }

    @Test
    void a_rotation_without_the_old_key_changes_nothing_and_names_what_does_not_open() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        manager.keys.use("key-2");

        assertThatThrownBy(() -> manager.deployments.reseal(ControlPlane.terms()))
                .isInstanceOf(NotSealable.class)
                .hasMessageStartingWith("Credential/loans-key spec.secret (keep:")
                .hasMessageEndingWith("it is sealed with key key-1; only key-2 are configured here");
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void a_lost_key_is_made_good_by_applying_the_secrets_again() {
        manager.apply(ControlPlane.credential("loans-key", CLEAR));
        useEverywhere("key-2");

        assertThat(manager.apply(ControlPlane.credential("loans-key", CLEAR)).outcome())
                .isEqualTo(Outcome.APPLIED);
        node.reconciler.tick();

        assertThat(node.opened).containsEntry(OPENED, CLEAR);
    }

    private void useEverywhere(String... ids) {
        manager.keys.use(ids);
        node.keys.use(ids);
    }
}
