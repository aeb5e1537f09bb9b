package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.noon.cache.Selection;
import dev.noon.control.Acknowledged.NodeReceipt;
import dev.noon.control.Acknowledged.State;
import dev.noon.control.Operation.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcknowledgementsTest {
    private static final Terms PATIENT = ControlPlane.terms(OptionalLong.empty(), false, Duration.ofSeconds(2));

    private final Path disk;

    private final FakeClock clock = new FakeClock();
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private Runnable whilePausing = () -> {};
    private final Acknowledgements acknowledgements = new Acknowledgements("dev", stores, clock.clocks(), this::pause);

    AcknowledgementsTest(@TempDir Path disk) {
        this.disk = disk;
    }

    @Test
    void waiting_ends_when_the_last_live_node_has_followed() {
        ControlPlane manager = new ControlPlane(stores, clock);
        Worker first = started("node-1");
        Worker second = started("node-2");
        Revision revision = manager.apply(BACKEND).revision().orElseThrow();
        int[] pauses = {0};
        whilePausing = () -> {
            pauses[0]++;
            (pauses[0] == 2 ? first : second).reconciler.tick();
        };

        Acknowledged all = acknowledgements.revision(1, clock.nanos(), Duration.ofSeconds(10));

        assertThat(all.complete()).isTrue();
        assertThat(all.receipts())
                .extracting(NodeReceipt::node, NodeReceipt::state, NodeReceipt::revision, NodeReceipt::millis)
                .containsExactly(
                        tuple("node-1", State.ACKNOWLEDGED, 1L, OptionalLong.of(10)),
                        tuple("node-2", State.ACKNOWLEDGED, 1L, OptionalLong.of(5)));
        assertThat(pauses[0]).isEqualTo(2);
        assertThat(acknowledgements.of(revision).receipts())
                .extracting(NodeReceipt::node, NodeReceipt::state)
                .containsExactly(tuple("node-1", State.ACKNOWLEDGED), tuple("node-2", State.ACKNOWLEDGED));
    }

    @Test
    void a_node_that_does_not_follow_is_named_when_patience_ends() {
        ControlPlane manager = new ControlPlane(stores, clock);
        started("node-1");

        Deployment applied = manager.apply(BACKEND, PATIENT);

        assertThat(applied.acknowledged().complete()).isFalse();
        assertThat(applied.acknowledged().receipts())
                .extracting(NodeReceipt::node, NodeReceipt::state, NodeReceipt::revision)
                .containsExactly(tuple("node-1", State.PENDING, 0L));
    }

    @Test
    void a_refusal_ends_the_waiting_and_tells_why() {
        ControlPlane manager = new ControlPlane(stores, clock);
        Worker node = started("node-1");
        node.refuse = "backend";
        manager.apply(BACKEND);
        node.reconciler.tick();

        Acknowledged seen = acknowledgements.revision(1, clock.nanos(), Duration.ofSeconds(10));

        assertThat(seen.complete()).isFalse();
        assertThat(seen.receipts().get(0).state()).isEqualTo(State.REFUSED);
        assertThat(seen.receipts().get(0).refusal()).map(Refusal::reason).contains("no such codec");
    }

    @Test
    void nodes_that_left_or_died_are_not_waited_for() {
        started("node-1").reconciler.stop();
        started("node-2");
        clock.passSeconds(11);
        started("node-3");

        assertThat(acknowledgements.revision(1, clock.nanos(), Duration.ZERO).receipts())
                .extracting(NodeReceipt::node)
                .containsExactly("node-3");
        assertThat(acknowledgements.members()).hasSize(2);
    }

    @Test
    void a_store_that_goes_away_while_waiting_leaves_the_rest_unacknowledged() {
        ControlPlane manager = new ControlPlane(stores, clock);
        started("node-1");
        manager.apply(BACKEND);
        whilePausing = () -> store.away(true);

        Acknowledged seen = acknowledgements.revision(1, clock.nanos(), Duration.ofSeconds(1));

        assertThat(seen.complete()).isFalse();
    }

    @Test
    void a_purge_waits_for_every_node_and_knows_its_proxies() {
        ControlPlane manager = new ControlPlane(stores, clock);
        manager.apply(BACKEND + proxy("loans", ""));
        Worker node = started("node-1");

        Operated purged = manager.purges.purge(
                new Command.Purge(Selection.proxy("loans")), ControlPlane.author("a"), Duration.ofMillis(100));
        assertThat(purged.operation().number()).isEqualTo(1);
        assertThat(purged.acknowledged().complete()).isFalse();
        node.reconciler.tick();
        assertThat(acknowledgements.operation(1, clock.nanos(), Duration.ZERO).complete())
                .isTrue();

        assertThatThrownBy(() -> manager.purges.purge(
                        new Command.Purge(Selection.proxy("loan")), ControlPlane.author("b"), Duration.ZERO))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void sweeping_forgets_nodes_that_have_been_gone_for_a_day_and_old_receipts_and_figures() {
        ControlPlane manager = new ControlPlane(stores, clock);
        manager.apply(BACKEND);
        started("node-1");
        Sweeper sweeper = new Sweeper("dev", stores, clock.clocks());
        NodeIdentity node = new NodeIdentity("dev", "node-1", "127.0.0.1:5701");
        stores.figures()
                .put(
                        List.of(new SwapFigures(node, 1, clock.millis(), OptionalLong.empty(), Optional.empty(), 0)),
                        List.of("node-1"));
        sweeper.sweep();
        assertThat(stores.receipts().of("dev", 1)).hasSize(1);
        assertThat(stores.figures().of("dev", 1).nodes()).hasSize(1);

        clock.passSeconds(31L * 24 * 3600);
        started("node-2");
        sweeper.sweep();

        assertThat(stores.heartbeats().all("dev"))
                .extracting(row -> row.node().name())
                .containsExactly("node-2");
        assertThat(stores.receipts().of("dev", 1))
                .extracting(receipt -> receipt.node().name())
                .containsExactly("node-2");
        assertThat(stores.figures().of("dev", 1)).isEqualTo(Figures.Kept.NOTHING);
    }

    private Worker started(String name) {
        Worker node = new Worker(name, stores, clock, disk);
        node.reconciler.tick();
        return node;
    }

    private void pause(long nanos) {
        clock.nanos(nanos);
        whilePausing.run();
    }
}
