package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReconcilerTest {
    private final Nodes nodes;
    private final ControlPlane manager;
    private final MemoryStores store;
    private final Stores stores;

    ReconcilerTest(@TempDir Path disk) {
        nodes = new Nodes(disk);
        manager = nodes.manager;
        store = nodes.store;
        stores = nodes.stores;
    }

    @Test
    void a_node_of_an_empty_environment_is_ready_with_nothing() {
        Worker node = nodes.start("node-1");

        assertThat(node.serving().entries()).isEmpty();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(node.status().revision()).isZero();
    }

    @Test
    void a_wake_up_swaps_and_leaves_a_receipt() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND + proxy("loans", ""));

        node.reconciler.wake(manager.revisions.get(0));

        assertThat(node.serving()).isEqualTo(manager.deployments.head().set());
        Heartbeat row = nodes.row();
        assertThat(row.revision()).isEqualTo(1);
        assertThat(row.hash()).isEqualTo(node.serving().hash());
        assertThat(row.state()).isEqualTo(NodeState.READY);
        assertThat(stores.receipts().of("dev", 1)).singleElement().satisfies(receipt -> {
            assertThat(receipt.node().name()).isEqualTo("node-1");
            assertThat(receipt.refusal()).isEmpty();
        });
    }

    @Test
    void a_lost_wake_up_is_made_good_by_the_timer() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        manager.apply(proxy("loans", ""));

        node.reconciler.tick();

        assertThat(node.served).extracting(set -> set.revision()).containsExactly(0L, 2L);
    }

    @Test
    void wake_ups_in_any_order_and_number_end_at_the_newest() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        manager.apply(proxy("loans", ""));

        node.reconciler.wake(manager.revisions.get(1));
        int calls = nodes.calls(() -> {
            node.reconciler.wake(manager.revisions.get(0));
            node.reconciler.wake(manager.revisions.get(1));
            node.reconciler.wake(new RevisionPublished("prod", 99, "hash"));
        });

        assertThat(node.serving().revision()).isEqualTo(2);
        assertThat(calls).isZero();
    }

    @Test
    void a_wake_up_during_a_swap_is_followed_after_it_and_not_beside_it() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        node.duringSwap = () -> {
            node.duringSwap = () -> {};
            manager.apply(proxy("loans", ""));
            node.reconciler.wake(manager.revisions.get(1));
            node.reconciler.tick();
            assertThat(node.served).hasSize(1);
        };

        node.reconciler.wake(manager.revisions.get(0));

        assertThat(node.served).extracting(set -> set.revision()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void what_did_not_change_is_the_same_instance() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));
        node.reconciler.tick();
        var before = node.serving();

        manager.apply(proxy("cards", "stripPath: true"));
        node.reconciler.tick();

        assertThat(node.serving().find(Nodes.LOANS).orElseThrow())
                .isSameAs(before.find(Nodes.LOANS).orElseThrow());
    }

    @Test
    void a_revision_that_does_not_compile_changes_nothing_and_is_named() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND + proxy("loans", ""));
        node.reconciler.tick();
        node.refuse = "cards";
        manager.apply(proxy("cards", ""));

        node.reconciler.wake(manager.revisions.get(1));

        Refusal why = new Refusal(2, "no such codec", "ApiProxy/cards spec.policies[0]");
        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(node.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(node.status().refusal()).contains(why);
        assertThat(nodes.row().refusal()).contains(why);
        assertThat(stores.receipts().of("dev", 2).get(0).refusal()).contains(why);
    }

    @Test
    void a_refused_revision_is_tried_again_after_a_while_and_replaced_at_once() {
        Worker node = nodes.start("node-1");
        node.refuse = "cards";
        manager.apply(BACKEND + proxy("cards", ""));
        node.reconciler.tick();
        node.reconciler.tick();
        assertThat(node.status().counts().refusals()).isEqualTo(1);

        nodes.clock.passSeconds(31);
        node.reconciler.tick();
        assertThat(node.status().counts().refusals()).isEqualTo(2);

        node.refuse = "";
        nodes.clock.passSeconds(31);
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);

        node.refuse = "loans";
        manager.apply(proxy("loans", ""));
        node.reconciler.tick();
        manager.deployments.rollback(1, ControlPlane.terms());
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(node.status().revision()).isEqualTo(3);
    }

    @Test
    void a_compiler_that_fails_is_a_refusal_too() {
        Worker node = nodes.start("node-1");
        node.refuse = "!backend";
        manager.apply(BACKEND);

        node.reconciler.tick();

        assertThat(node.status().refusal()).contains(new Refusal(1, "the compiler failed: IllegalStateException", ""));
    }

    @Test
    void a_store_that_goes_away_detaches_the_node_and_a_store_that_returns_is_followed() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        node.reconciler.tick();
        store.away(true);
        node.reconciler.tick();
        assertThat(node.status().storeReachable()).isFalse();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);

        nodes.clock.passSeconds(5);
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.DETACHED);
        assertThat(node.status().sinceContact()).isEqualTo(Duration.ofSeconds(5));
        assertThat(node.serving().revision()).isEqualTo(1);

        store.away(false);
        manager.apply(proxy("loans", ""));
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(node.serving().revision()).isEqualTo(2);
    }

    @Test
    void receipts_that_could_not_be_written_are_written_later() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        node.duringSwap = () -> store.away(true);
        node.reconciler.tick();
        assertThat(node.serving().revision()).isEqualTo(1);

        store.away(false);
        node.reconciler.tick();

        assertThat(nodes.row().revision()).isEqualTo(1);
        assertThat(stores.receipts().of("dev", 1)).hasSize(1);
    }

    @Test
    void a_revision_that_does_not_add_up_is_drift_and_the_log_is_read_again() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        node.reconciler.tick();
        store.wipe();
        ControlPlane other = new ControlPlane(stores, nodes.clock);
        other.apply(BACKEND.replace("9000", "9001"));

        node.reconciler.tick();

        assertThat(node.status().counts().drifts()).isEqualTo(1);
        assertThat(node.serving()).isEqualTo(other.deployments.head().set());
    }

    @Test
    void a_log_that_contradicts_itself_is_refused_and_what_is_in_force_stays() {
        Worker node = nodes.start("node-1");
        Revision first = manager.apply(BACKEND).revision().orElseThrow();
        node.reconciler.tick();
        Commit lie =
                new Commit("0".repeat(64), List.of(), List.of(), first.commit().author(), "", nodes.clock.millis());
        store.overwrite(Revision.of("dev", 2, first.hash(), lie));

        node.reconciler.tick();

        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(node.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(node.status().refusal()).map(Refusal::revision).contains(2L);
        assertThat(nodes.calls(node.reconciler::tick)).isLessThan(5);
    }
}
