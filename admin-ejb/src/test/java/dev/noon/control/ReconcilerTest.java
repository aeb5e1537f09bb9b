package dev.noon.control;

import static dev.noon.control.Manager.BACKEND;
import static dev.noon.control.Manager.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReconcilerTest {
    private static final DefinitionId LOANS = new DefinitionId(Kind.API_PROXY, "loans");

    private final Path disk;

    private final FakeClock clock = new FakeClock();
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private final Manager manager = new Manager(stores, clock);

    ReconcilerTest(@TempDir Path disk) {
        this.disk = disk;
    }

    @Test
    void a_node_of_an_empty_environment_is_ready_with_nothing() {
        Worker node = started("node-1");

        assertThat(node.serving().entries()).isEmpty();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(node.status().revision()).isZero();
    }

    @Test
    void a_wake_up_swaps_and_leaves_a_receipt() {
        Worker node = started("node-1");
        manager.apply(BACKEND + proxy("loans", ""));

        node.reconciler.wake(manager.revisions.get(0));

        assertThat(node.serving()).isEqualTo(manager.deployments.head().set());
        Heartbeat row = stores.heartbeats().all("dev").get(0);
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
        Worker node = started("node-1");
        manager.apply(BACKEND);
        manager.apply(proxy("loans", ""));

        node.reconciler.tick();

        assertThat(node.served).extracting(set -> set.revision()).containsExactly(0L, 2L);
    }

    @Test
    void wake_ups_in_any_order_and_number_end_at_the_newest() {
        Worker node = started("node-1");
        manager.apply(BACKEND);
        manager.apply(proxy("loans", ""));

        node.reconciler.wake(manager.revisions.get(1));
        int calls = store.calls();
        node.reconciler.wake(manager.revisions.get(0));
        node.reconciler.wake(manager.revisions.get(1));
        node.reconciler.wake(new RevisionPublished("prod", 99, "hash"));

        assertThat(node.serving().revision()).isEqualTo(2);
        assertThat(store.calls()).isEqualTo(calls);
    }

    @Test
    void a_wake_up_during_a_swap_is_followed_after_it_and_not_beside_it() {
        Worker node = started("node-1");
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
        Worker node = started("node-1");
        manager.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));
        node.reconciler.tick();
        var before = node.serving();

        manager.apply(proxy("cards", "stripPath: true"));
        node.reconciler.tick();

        assertThat(node.serving().find(LOANS).orElseThrow())
                .isSameAs(before.find(LOANS).orElseThrow());
    }

    @Test
    void a_revision_that_does_not_compile_changes_nothing_and_is_named() {
        Worker node = started("node-1");
        manager.apply(BACKEND + proxy("loans", ""));
        node.reconciler.tick();
        node.refuse = "cards";
        manager.apply(proxy("cards", ""));

        node.reconciler.wake(manager.revisions.get(1));

        Refusal why = new Refusal(2, "no such codec", "ApiProxy/cards spec.policies[0]");
        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(node.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(node.status().refusal()).contains(why);
        assertThat(stores.heartbeats().all("dev").get(0).refusal()).contains(why);
        assertThat(stores.receipts().of("dev", 2).get(0).refusal()).contains(why);
    }

    @Test
    void a_refused_revision_is_tried_again_after_a_while_and_replaced_at_once() {
        Worker node = started("node-1");
        node.refuse = "cards";
        manager.apply(BACKEND + proxy("cards", ""));
        node.reconciler.tick();
        node.reconciler.tick();
        assertThat(node.status().counts().refusals()).isEqualTo(1);

        clock.passSeconds(31);
        node.reconciler.tick();
        assertThat(node.status().counts().refusals()).isEqualTo(2);

        node.refuse = "";
        clock.passSeconds(31);
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);

        node.refuse = "loans";
        manager.apply(proxy("loans", ""));
        node.reconciler.tick();
        manager.deployments.rollback(1, Manager.terms());
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
        assertThat(node.status().revision()).isEqualTo(3);
    }

    @Test
    void a_compiler_that_fails_is_a_refusal_too() {
        Worker node = started("node-1");
        node.refuse = "!backend";
        manager.apply(BACKEND);

        node.reconciler.tick();

        assertThat(node.status().refusal()).contains(new Refusal(1, "the compiler failed: IllegalStateException", ""));
    }

    @Test
    void a_store_that_goes_away_detaches_the_node_and_a_store_that_returns_is_followed() {
        Worker node = started("node-1");
        manager.apply(BACKEND);
        node.reconciler.tick();
        store.away(true);
        node.reconciler.tick();
        assertThat(node.status().storeReachable()).isFalse();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);

        clock.passSeconds(5);
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
        Worker node = started("node-1");
        manager.apply(BACKEND);
        node.duringSwap = () -> store.away(true);
        node.reconciler.tick();
        assertThat(node.serving().revision()).isEqualTo(1);

        store.away(false);
        node.reconciler.tick();

        assertThat(stores.heartbeats().all("dev").get(0).revision()).isEqualTo(1);
        assertThat(stores.receipts().of("dev", 1)).hasSize(1);
    }

    @Test
    void without_the_store_a_node_starts_from_its_disk_under_a_generation_of_its_own() {
        manager.apply(BACKEND + proxy("loans", ""));
        started("node-1");
        store.away(true);

        Worker again = started("node-1");

        assertThat(again.status().state()).isEqualTo(NodeState.DETACHED);
        assertThat(again.status().revision()).isEqualTo(1);
        assertThat(again.serving().find(LOANS).orElseThrow().generation()).isNegative();

        store.away(false);
        again.reconciler.tick();
        assertThat(again.status().state()).isEqualTo(NodeState.READY);
        assertThat(again.serving()).isEqualTo(manager.deployments.head().set());
    }

    @Test
    void without_store_and_disk_a_node_is_starting_until_the_store_answers() {
        manager.apply(BACKEND);
        store.away(true);
        Worker node = started("node-1");
        assertThat(node.status().state()).isEqualTo(NodeState.STARTING);
        assertThat(node.status().serving()).isFalse();
        assertThat(node.served).isEmpty();

        store.away(false);
        node.reconciler.tick();
        assertThat(node.status().state()).isEqualTo(NodeState.READY);
    }

    @Test
    void a_damaged_disk_is_ignored() throws IOException {
        manager.apply(BACKEND);
        started("node-1");
        Path file = disk.resolve("node-1/last-good.jsonl");
        Files.writeString(file, Files.readString(file).replace("backend", "backdoor"));
        store.away(true);

        assertThat(started("node-1").status().state()).isEqualTo(NodeState.STARTING);
    }

    @Test
    void a_node_that_refuses_the_head_at_its_start_serves_what_it_had() {
        manager.apply(BACKEND + proxy("loans", ""));
        started("node-1");
        manager.apply(proxy("cards", ""));

        Worker again = new Worker("node-1", stores, clock, disk);
        again.refuse = "cards";
        again.reconciler.tick();

        assertThat(again.serving().revision()).isEqualTo(1);
        assertThat(again.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(again.status().refusal()).map(Refusal::revision).contains(2L);
    }

    @Test
    void a_revision_that_does_not_add_up_is_drift_and_the_log_is_read_again() {
        Worker node = started("node-1");
        manager.apply(BACKEND);
        node.reconciler.tick();
        store.wipe();
        Manager other = new Manager(stores, clock);
        other.apply(BACKEND.replace("9000", "9001"));

        node.reconciler.tick();

        assertThat(node.status().counts().drifts()).isEqualTo(1);
        assertThat(node.serving()).isEqualTo(other.deployments.head().set());
    }

    @Test
    void a_log_that_contradicts_itself_is_refused_and_what_is_in_force_stays() {
        Worker node = started("node-1");
        Revision first = manager.apply(BACKEND).revision().orElseThrow();
        node.reconciler.tick();
        Commit lie =
                new Commit("0".repeat(64), List.of(), List.of(), first.commit().author(), "", clock.millis());
        store.overwrite(Revision.of("dev", 2, first.hash(), lie));

        node.reconciler.tick();

        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(node.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(node.status().refusal()).map(Refusal::revision).contains(2L);
        int calls = store.calls();
        node.reconciler.tick();
        assertThat(store.calls() - calls).isLessThan(5);
    }

    @Test
    void purges_are_applied_in_order_and_acknowledged() {
        Worker node = started("node-1");
        manager.apply(BACKEND + proxy("loans", ""));
        node.reconciler.tick();
        node.purges.clear();

        manager.purges.purge(new Command.PurgeProxy("loans"), Manager.author("a"), Duration.ZERO);
        manager.purges.purge(new Command.PurgeAll(), Manager.author("b"), Duration.ZERO);
        node.reconciler.wake(manager.operations.get(1));
        node.reconciler.wake(manager.operations.get(0));

        assertThat(node.purges).containsExactly("1 loans", "to 1", "2 *", "to 2");
        assertThat(stores.heartbeats().all("dev").get(0).operation()).isEqualTo(2);
    }

    @Test
    void a_node_that_starts_replays_what_may_still_concern_stored_answers_before_it_serves() {
        manager.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));
        for (Command command : List.of(
                new Command.PurgeProxy("cards"),
                new Command.PurgeAll(),
                new Command.PurgeProxy("loans"),
                new Command.PurgeProxy("cards"))) {
            manager.purges.purge(command, Manager.author("a"), Duration.ZERO);
        }
        Worker node = new Worker("node-1", stores, clock, disk);
        node.duringSwap = () -> assertThat(node.purges).isNotEmpty();

        node.reconciler.tick();

        assertThat(node.purges).containsExactly("2 *", "3 loans", "4 cards", "to 4");
    }

    @Test
    void a_node_that_stops_is_gone_at_once_and_stays_gone() {
        Worker node = started("node-1");

        node.reconciler.stop();
        node.reconciler.tick();
        node.reconciler.wake(new RevisionPublished("dev", 7, "hash"));

        assertThat(stores.heartbeats().all("dev")).isEmpty();
    }

    @Test
    void a_node_that_stops_in_the_middle_of_a_swap_deregisters_after_it() {
        Worker node = started("node-1");
        manager.apply(BACKEND);
        node.duringSwap = node.reconciler::stop;

        node.reconciler.tick();

        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(stores.heartbeats().all("dev")).isEmpty();
    }

    @Test
    void an_idle_tick_costs_two_reads_and_a_heartbeat() {
        manager.apply(BACKEND);
        Worker node = started("node-1");
        node.reconciler.tick();
        int before = store.calls();

        node.reconciler.tick();

        assertThat(store.calls() - before).isEqualTo(3);
    }

    @Test
    void following_one_revision_costs_two_reads_a_heartbeat_and_a_receipt() {
        manager.apply(BACKEND);
        Worker node = started("node-1");
        manager.apply(proxy("loans", ""));
        int before = store.calls();

        node.reconciler.wake(manager.revisions.get(1));

        assertThat(store.calls() - before).isEqualTo(4);
        assertThat(node.status().refusal()).isEqualTo(Optional.empty());
    }

    private Worker started(String name) {
        Worker node = new Worker(name, stores, clock, disk);
        node.reconciler.tick();
        return node;
    }
}
