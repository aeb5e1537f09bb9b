package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Selection;
import dev.noon.control.Operation.Command;
import dev.noon.control.secret.FakeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node starts, what it replays, what it costs, how it leaves. */
final class ReconcilerLifeTest {
    private final Nodes nodes;
    private final ControlPlane manager;
    private final MemoryStores store;
    private final Stores stores;

    ReconcilerLifeTest(@TempDir Path disk) {
        nodes = new Nodes(disk);
        manager = nodes.manager;
        store = nodes.store;
        stores = nodes.stores;
    }

    @Test
    void without_the_store_a_node_starts_from_its_disk_under_a_generation_of_its_own() {
        manager.apply(BACKEND + proxy("loans", ""));
        nodes.start("node-1");
        store.away(true);

        Worker again = nodes.start("node-1");

        assertThat(again.status().state()).isEqualTo(NodeState.DETACHED);
        assertThat(again.status().revision()).isEqualTo(1);
        assertThat(again.serving().find(Nodes.LOANS).orElseThrow().generation()).isNegative();

        store.away(false);
        again.reconciler.tick();
        assertThat(again.status().state()).isEqualTo(NodeState.READY);
        assertThat(again.serving()).isEqualTo(manager.deployments.head().set());
    }

    @Test
    void without_store_and_disk_a_node_is_starting_until_the_store_answers() {
        manager.apply(BACKEND);
        store.away(true);
        Worker node = nodes.start("node-1");
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
        nodes.start("node-1");
        Path file = nodes.disk.resolve("node-1/last-good.jsonl");
        Files.writeString(file, Files.readString(file).replace("backend", "backdoor"));
        store.away(true);

        assertThat(nodes.start("node-1").status().state()).isEqualTo(NodeState.STARTING);
    }

    @Test
    void a_disk_that_agrees_with_itself_and_not_with_the_log_is_drift() {
        manager.apply(BACKEND + proxy("loans", ""));
        ControlPlane forger = new ControlPlane(new MemoryStores().stores(), nodes.clock);
        forger.apply(BACKEND.replace("9000", "6666") + proxy("loans", ""));
        Tip forged = forger.deployments.head();
        Bodies bodies = forger.deployments.bodies();
        SealedTexts secrets =
                new SealedTexts("dev", stores.secrets(), FakeKeys.of("key-1").vault());
        new LastGoodFile(nodes.disk.resolve("node-1"), "dev", bodies, secrets)
                .keep(new Tip(1, manager.deployments.head().chain(), forged.manifest(), forged.set()));

        Worker node = nodes.start("node-1");

        assertThat(node.serving()).isEqualTo(manager.deployments.head().set());
        assertThat(node.status().counts().drifts()).isEqualTo(1);
    }

    @Test
    void a_node_that_refuses_the_head_at_its_start_serves_what_it_had() {
        manager.apply(BACKEND + proxy("loans", ""));
        nodes.start("node-1");
        manager.apply(proxy("cards", ""));

        Worker again = nodes.create("node-1");
        again.refuse = "cards";
        again.reconciler.tick();

        assertThat(again.serving().revision()).isEqualTo(1);
        assertThat(again.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(again.status().refusal()).map(Refusal::revision).contains(2L);
    }

    @Test
    void purges_are_applied_in_order_and_acknowledged() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND + proxy("loans", ""));
        node.reconciler.tick();
        node.purges.clear();

        manager.purges.purge(new Command.Purge(Selection.proxy("loans")), ControlPlane.author("a"), Duration.ZERO);
        manager.purges.purge(new Command.Purge(Selection.all()), ControlPlane.author("b"), Duration.ZERO);
        node.reconciler.wake(manager.operations.get(1));
        node.reconciler.wake(manager.operations.get(0));

        assertThat(node.purges).containsExactly("1 purge-proxy loans", "to 1", "2 purge-all", "to 2");
        assertThat(nodes.row().operation()).isEqualTo(2);
    }

    @Test
    void a_node_that_starts_replays_what_may_still_concern_stored_answers_before_it_serves() {
        manager.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));
        for (Command.Purge command : List.of(
                new Command.Purge(Selection.proxy("cards")),
                new Command.Purge(Selection.all()),
                new Command.Purge(Selection.proxy("loans")),
                new Command.Purge(Selection.proxy("cards")))) {
            manager.purges.purge(command, ControlPlane.author("a"), Duration.ZERO);
        }
        Worker node = nodes.create("node-1");
        node.duringSwap = () -> assertThat(node.purges).isNotEmpty();

        node.reconciler.tick();

        assertThat(node.purges).containsExactly("2 purge-all", "3 purge-proxy loans", "4 purge-proxy cards", "to 4");
    }

    @Test
    void a_soft_purge_of_everything_does_not_make_older_purges_superfluous() {
        manager.apply(BACKEND + proxy("loans", ""));
        List.of(
                        new Command.Purge(Selection.all()),
                        new Command.Purge(Selection.tag("a", "")),
                        new Command.Purge(Selection.all(), true))
                .forEach(command -> manager.purges.purge(command, ControlPlane.author("a"), Duration.ZERO));
        Worker node = nodes.create("node-1");

        node.reconciler.tick();

        assertThat(node.purges).containsExactly("1 purge-all", "2 purge-tag a", "3 soft-purge-all", "to 3");
    }

    @Test
    void what_is_older_than_any_answer_is_one_stamp_of_everything() {
        manager.apply(BACKEND + proxy("loans", ""));
        for (String tag : List.of("a", "b")) {
            manager.purges.purge(new Command.Purge(Selection.tag(tag, "")), ControlPlane.author("a"), Duration.ZERO);
        }
        nodes.clock.passSeconds(39L * 24 * 3600);
        manager.purges.purge(new Command.Purge(Selection.tag("c", "")), ControlPlane.author("a"), Duration.ZERO);
        Worker node = nodes.create("node-1");

        node.reconciler.tick();

        assertThat(node.purges).containsExactly("2 purge-all", "3 purge-tag c", "to 3");
    }

    @Test
    void a_purge_whose_event_is_lost_is_found_by_the_next_tick() {
        manager.apply(BACKEND + proxy("loans", ""));
        Worker node = nodes.start("node-1");
        manager.purges.purge(
                new Command.Purge(Selection.prefix("loans", "/loans/a")), ControlPlane.author("a"), Duration.ZERO);
        node.purges.clear();

        node.reconciler.tick();

        assertThat(node.purges).containsExactly("1 purge-prefix /loans/a in loans", "to 1");
        assertThat(nodes.row().operation()).isEqualTo(1);
    }

    @Test
    void counters_are_reset_by_nodes_that_start_later_too_whatever_was_purged_since() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND + proxy("loans", "policies: [ { throttle: { limit: 10, per: second } } ]"));
        LimitBoard.Limit limit = manager.limits.list().get(0);
        manager.limits.reset(limit, "", ControlPlane.author("a"), Duration.ZERO);
        manager.limits.reset(limit, "x".repeat(22), ControlPlane.author("a"), Duration.ZERO);
        manager.purges.purge(new Command.Purge(Selection.all()), ControlPlane.author("a"), Duration.ZERO);
        node.reconciler.tick();
        assertThat(node.emptied).containsExactly("1 " + limit.id() + " ", "2 " + limit.id() + " " + "x".repeat(22));

        Worker late = nodes.start("node-2");
        assertThat(late.emptied).isEqualTo(node.emptied);
        assertThat(late.purges).containsExactly("3 purge-all", "to 3");
        assertThat(manager.limits.find(limit.id())).isEqualTo(limit);
        assertThatThrownBy(() -> manager.limits.find("0123456789ab")).isInstanceOf(NotFound.class);
    }

    @Test
    void breakers_are_reset_once_and_never_by_a_node_that_starts_later() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        BreakerBoard board = manager.breakers;
        board.reset(new Command.ResetBreakers("backend", "http://a:1"), ControlPlane.author("a"), Duration.ZERO);
        node.reconciler.tick();
        node.reconciler.tick();
        assertThat(node.resets).containsExactly("backend http://a:1");

        Worker late = nodes.start("node-2");
        assertThat(late.resets).isEmpty();
        assertThatThrownBy(() ->
                        board.reset(new Command.ResetBreakers("nobody", ""), ControlPlane.author("a"), Duration.ZERO))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_node_that_stops_is_gone_at_once_and_stays_gone() {
        Worker node = nodes.start("node-1");

        node.reconciler.stop();
        node.reconciler.tick();
        node.reconciler.wake(new RevisionPublished("dev", 7, "hash"));

        assertThat(stores.heartbeats().all("dev")).isEmpty();
    }

    @Test
    void a_node_that_stops_in_the_middle_of_a_swap_deregisters_after_it() {
        Worker node = nodes.start("node-1");
        manager.apply(BACKEND);
        node.duringSwap = node.reconciler::stop;

        node.reconciler.tick();

        assertThat(node.serving().revision()).isEqualTo(1);
        assertThat(stores.heartbeats().all("dev")).isEmpty();
    }

    @Test
    void an_idle_tick_costs_three_reads_and_a_heartbeat() {
        manager.apply(BACKEND);
        Worker node = nodes.start("node-1");
        node.reconciler.tick();

        assertThat(nodes.calls(node.reconciler::tick)).isEqualTo(5);
    }

    @Test
    void following_one_revision_costs_two_reads_a_heartbeat_and_a_receipt() {
        manager.apply(BACKEND);
        Worker node = nodes.start("node-1");
        manager.apply(proxy("loans", ""));

        int calls = nodes.calls(() -> node.reconciler.wake(manager.revisions.get(1)));

        assertThat(calls).isEqualTo(4);
        assertThat(node.status().refusal()).isEqualTo(Optional.empty());
    }
}
