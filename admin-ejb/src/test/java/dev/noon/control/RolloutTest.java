package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static dev.noon.control.ControlPlane.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that take turns, and nodes that an operator drains. */
final class RolloutTest {
    private static final Manner ROLLOUT = new Manner(false, true, CacheChoice.AUTO);
    private static final String LIMITED = BACKEND.replace("spec:", "spec:\n  maxConcurrent: 100");
    private static final String LOWER = BACKEND.replace("spec:", "spec:\n  maxConcurrent: 50");

    private final Path disk;
    private final FakeClock clock = new FakeClock();
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private final ControlPlane manager = new ControlPlane(stores, clock);
    private final FakeDrain firstDrain = new FakeDrain();
    private final FakeDrain secondDrain = new FakeDrain();
    private final Worker first;
    private final Worker second;

    RolloutTest(@TempDir Path disk) {
        this.disk = disk;
        first = new Worker("node-1", stores, clock, disk, firstDrain);
        second = new Worker("node-2", stores, clock, disk, secondDrain);
    }

    @BeforeEach
    void bothServe() {
        manager.apply(LIMITED + proxy("loans", ""));
        tick();
    }

    @Test
    void a_drain_change_is_refused_unless_it_is_rolled_out() {
        assertThatThrownBy(() -> manager.apply(LOWER))
                .isInstanceOf(NotHot.class)
                .hasMessageContaining("Upstream/backend is drain: ")
                .hasMessageContaining("a rollout can put it in force");
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void nodes_take_turns_by_name_and_each_swaps_with_nothing_under_way_and_nothing_taken_over() {
        manager.apply(LOWER, terms().in(ROLLOUT));

        second.reconciler.tick();
        assertThat(second.status().duty()).isEqualTo(Duty.WAITING);
        firstDrain.idle = false;
        first.reconciler.tick();
        assertThat(first.status().duty()).isEqualTo(Duty.DRAINING);
        assertThat(firstDrain.ready).endsWith(false);
        clock.passSeconds(6);
        tick();
        assertThat(first.status().revision()).isEqualTo(1);
        assertThat(row("node-1").duty()).isEqualTo(Duty.DRAINING);

        firstDrain.idle = true;
        first.reconciler.tick();
        assertThat(first.status().revision()).isEqualTo(2);
        assertThat(first.status().duty()).isEqualTo(Duty.SERVING);
        assertThat(first.afresh).hasSize(1);
        assertThat(firstDrain.ready).endsWith(true);
        assertThat(second.status().revision()).isEqualTo(1);

        second.reconciler.tick();
        assertThat(second.status().duty()).isEqualTo(Duty.DRAINING);
        clock.passSeconds(5);
        second.reconciler.tick();
        assertThat(second.status().revision()).isEqualTo(2);
        assertThat(stores.receipts().of("dev", 2)).hasSize(2);
    }

    @Test
    void grace_is_given_even_when_nothing_is_under_way_and_waiting_has_an_end() {
        manager.apply(LOWER, terms().in(ROLLOUT));
        first.reconciler.tick();
        assertThat(first.status().revision()).isEqualTo(1);
        firstDrain.idle = false;
        passAndTick(first, 34);
        assertThat(first.status().revision()).isEqualTo(1);
        passAndTick(first, 2);
        assertThat(first.status().revision()).isEqualTo(2);
    }

    @Test
    void a_node_that_is_gone_is_not_waited_for() {
        manager.apply(LOWER, terms().in(ROLLOUT));
        passAndTick(second, 11);
        assertThat(second.status().duty()).isEqualTo(Duty.DRAINING);
        passAndTick(second, 6);
        assertThat(second.status().revision()).isEqualTo(2);
    }

    @Test
    void a_refusal_stops_the_rollout_and_a_better_revision_ends_the_stop() {
        first.refuse = "backend";
        Deployment rolled = manager.apply(LOWER, terms().in(ROLLOUT));
        first.reconciler.tick();
        passAndTick(first, 5);
        assertThat(first.status().state()).isEqualTo(NodeState.REFUSED);
        assertThat(first.status().duty()).isEqualTo(Duty.SERVING);

        second.reconciler.tick();
        assertThat(second.status().refusal())
                .map(Refusal::reason)
                .contains("the rollout stopped: node-1 refused the revision");
        assertThat(second.status().duty()).isEqualTo(Duty.SERVING);
        Acknowledged seen =
                manager.deployments.acknowledgements().of(rolled.revision().orElseThrow());
        assertThat(seen.complete()).isFalse();

        first.refuse = "";
        manager.deployments.rollback(1, terms().in(ROLLOUT));
        for (int i = 0; i < 8; i++) {
            clock.passSeconds(3);
            tick();
        }
        assertThat(List.of(first.status().revision(), second.status().revision()))
                .containsExactly(3L, 3L);
    }

    @Test
    void a_store_that_goes_away_in_the_middle_of_a_turn_does_not_keep_the_node_from_serving() {
        manager.apply(LOWER, terms().in(ROLLOUT));
        first.reconciler.tick();
        assertThat(first.status().duty()).isEqualTo(Duty.DRAINING);
        store.away(true);
        first.reconciler.tick();
        assertThat(first.status().duty()).isEqualTo(Duty.SERVING);
        assertThat(firstDrain.ready).endsWith(true);

        store.away(false);
        first.reconciler.tick();
        passAndTick(first, 5);
        assertThat(first.status().revision()).isEqualTo(2);
    }

    @Test
    void a_node_that_starts_takes_no_turn() {
        manager.apply(LOWER, terms().in(ROLLOUT));
        Worker third = new Worker("node-3", stores, clock, disk);
        third.reconciler.tick();
        assertThat(third.status().revision()).isEqualTo(2);
    }

    @Test
    void a_hot_change_on_top_of_a_waiting_rollout_waits_with_it() {
        manager.apply(LOWER, terms().in(ROLLOUT));
        manager.apply(proxy("loans", "stripPath: true"));
        second.reconciler.tick();
        assertThat(second.status().duty()).isEqualTo(Duty.WAITING);
        for (int i = 0; i < 8; i++) {
            clock.passSeconds(3);
            tick();
        }
        assertThat(second.status().revision()).isEqualTo(3);
        assertThat(second.afresh).hasSize(1);
    }

    @Test
    void a_drained_node_says_so_converges_and_stays_drained_across_a_restart_until_undone() {
        Operated drained = manager.drains.drain("node-2", ControlPlane.author("a"), Duration.ZERO);
        assertThat(drained.operation().drained()).containsExactly("node-2");
        tick();
        assertThat(row("node-2").duty()).isEqualTo(Duty.DRAINING);
        assertThat(secondDrain.ready).endsWith(false);
        assertThat(secondDrain.remembered).isTrue();
        assertThat(row("node-1").duty()).isEqualTo(Duty.SERVING);
        passAndTick(second, 5);
        assertThat(row("node-2").duty()).isEqualTo(Duty.DRAINED);

        manager.purges.purge(new Operation.Command.Purge(Selection.all()), ControlPlane.author("b"), Duration.ZERO);
        manager.apply(proxy("loans", "stripPath: true"));
        FakeDrain again = new FakeDrain();
        Worker restarted = new Worker("node-2", stores, clock, disk, again);
        restarted.reconciler.tick();
        assertThat(restarted.status().revision()).isEqualTo(2);
        assertThat(restarted.status().duty().wantsTraffic()).isFalse();
        assertThat(again.ready).containsExactly(false);

        manager.drains.undrain("node-2", ControlPlane.author("c"), Duration.ZERO);
        restarted.reconciler.tick();
        assertThat(restarted.status().duty()).isEqualTo(Duty.SERVING);
        assertThat(again.ready).containsExactly(false, true);
        assertThat(again.remembered).isFalse();
    }

    @Test
    void nobody_drains_a_node_that_nobody_has_heard_of() {
        assertThatThrownBy(() -> manager.drains.drain("node-9", ControlPlane.author("a"), Duration.ZERO))
                .isInstanceOf(NotFound.class);
        assertThat(stores.operations().head("dev")).isZero();
    }

    @Test
    void a_drained_node_takes_its_turn_at_once_and_stays_drained() {
        manager.drains.drain("node-1", ControlPlane.author("a"), Duration.ZERO);
        first.reconciler.tick();
        passAndTick(first, 6);
        manager.apply(LOWER, terms().in(ROLLOUT));
        first.reconciler.tick();
        assertThat(first.status().revision()).isEqualTo(2);
        assertThat(first.status().duty()).isEqualTo(Duty.DRAINED);
        assertThat(Optional.of(firstDrain.ready.get(firstDrain.ready.size() - 1)))
                .contains(false);
    }

    private void tick() {
        first.reconciler.tick();
        second.reconciler.tick();
    }

    private void passAndTick(Worker node, long seconds) {
        clock.passSeconds(seconds);
        node.reconciler.tick();
    }

    private Heartbeat row(String node) {
        return stores.heartbeats().all("dev").stream()
                .filter(row -> row.node().name().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
