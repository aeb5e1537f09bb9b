package dev.noon.control.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.noon.control.Author;
import dev.noon.control.Commit;
import dev.noon.control.Duty;
import dev.noon.control.Heartbeat;
import dev.noon.control.LinkedReceipt;
import dev.noon.control.MemoryStores;
import dev.noon.control.NodeState;
import dev.noon.control.Receipt;
import dev.noon.control.ReceiptLink;
import dev.noon.control.Refusal;
import dev.noon.control.Revision;
import dev.noon.control.Stores;
import dev.noon.control.Uncompilable;
import dev.noon.control.swap.ApplyFigures.NodeFigures;
import dev.noon.control.swap.ApplyFigures.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two nodes measure, write down, and what is read from it. */
final class SwapReporterTest {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private final SwapFixture first = new SwapFixture("node-1", nanos);
    private final SwapFixture second = new SwapFixture("node-2", nanos);
    private final SwapReporter reporter = reporter(first);
    private final Measurements measurements = new Measurements("dev", stores, first.clocks());
    private final Revision revision = commit(1, Revision.NONE);

    @BeforeEach
    void begin() throws Uncompilable {
        first.swapTo(0);
        second.swapTo(0);
        row(first, 0);
        row(second, 0);
        stores.revisions().append(revision);
    }

    @Test
    void before_anybody_has_measured_everything_is_pending_and_no_sum_is_made_up() throws Uncompilable {
        follow(first, 20);

        ApplyFigures figures = measurements.of(revision);

        assertThat(figures.settled()).isFalse();
        assertThat(figures.nodes())
                .extracting(NodeFigures::node, NodeFigures::state, NodeFigures::millis)
                .containsExactly(
                        tuple("node-1", State.PENDING, OptionalLong.of(20)),
                        tuple("node-2", State.PENDING, OptionalLong.empty()));
        assertThat(figures.dropped()).isEmpty();
        assertThat(figures.allocatedBytes()).isEmpty();
        assertThat(figures.auditCompleteness()).isEqualTo(OptionalDouble.of(0.5));
    }

    @Test
    void settled_figures_are_added_up_and_propagation_ends_with_the_last_receipt() throws Uncompilable {
        follow(first, 20);
        follow(second, 15);
        second.dropped = 2;
        first.passMillis(5_000);
        beatAndReport();

        ApplyFigures figures = measurements.of(revision);

        assertThat(figures.settled()).isTrue();
        assertThat(figures.propagationMillis()).hasValue(35);
        assertThat(figures.auditCompleteness()).isEqualTo(OptionalDouble.of(1));
        assertThat(figures.dropped()).hasValue(2);
        assertThat(figures.allocatedBytes()).hasValue(2 * 1_010);
        assertThat(figures.collectedBytes()).hasValue(14_000);
        assertThat(figures.pauseMillis()).hasValue(16);
    }

    @Test
    void a_node_that_was_lost_is_missing_from_the_audit() throws Uncompilable {
        follow(first, 20);
        first.passMillis(5_000);
        row(first, 1);
        reporter.report();
        first.passMillis(6_000);
        row(first, 1);

        ApplyFigures figures = measurements.of(revision);

        assertThat(figures.settled()).isTrue();
        assertThat(figures.nodes())
                .extracting(NodeFigures::node, NodeFigures::state, NodeFigures::live)
                .containsExactly(tuple("node-1", State.MEASURED, true), tuple("node-2", State.MISSING, true));
        assertThat(figures.auditCompleteness()).isEqualTo(OptionalDouble.of(0.5));
        assertThat(figures.dropped()).hasValue(0);
    }

    @Test
    void a_refusal_is_a_receipt_without_a_swap() throws Uncompilable {
        follow(first, 20);
        put(new Receipt(second.node, 1, "", Optional.of(new Refusal(1, "why", "")), second.millis(), 0));
        first.passMillis(5_000);
        row(first, 1);
        row(second, 0);
        reporter.report();

        ApplyFigures figures = measurements.of(revision);

        assertThat(figures.nodes()).extracting(NodeFigures::state).containsExactly(State.MEASURED, State.REFUSED);
        assertThat(figures.auditCompleteness()).isEqualTo(OptionalDouble.of(1));
        assertThat(figures.settled()).isTrue();
    }

    @Test
    void who_comes_later_or_starts_again_changes_neither_propagation_nor_audit() throws Uncompilable {
        follow(first, 20);
        follow(second, 15);
        first.passMillis(5_000);
        beatAndReport();
        SwapFixture third = new SwapFixture("node-3", nanos);
        first.passMillis(60_000);
        receipt(first);
        receipt(third);

        ApplyFigures figures = measurements.of(revision);

        assertThat(figures.propagationMillis()).hasValue(35);
        assertThat(figures.live()).isEqualTo(2);
        assertThat(figures.auditCompleteness()).isEqualTo(OptionalDouble.of(1));
        assertThat(figures.nodes().get(2))
                .extracting(NodeFigures::node, NodeFigures::state, NodeFigures::live)
                .containsExactly("node-3", State.PENDING, false);
        first.passMillis(20_000);
        assertThat(measurements.of(revision).nodes().get(2).state()).isEqualTo(State.UNMEASURED);
    }

    @Test
    void figures_wait_while_the_store_is_away() throws Uncompilable {
        follow(first, 20);
        first.passMillis(5_000);
        store.away(true);
        reporter.report();
        assertThat(reporter.newest()).isEmpty();

        store.away(false);
        row(first, 1);
        reporter.report();

        assertThat(stores.figures().of("dev", 1).nodes()).hasSize(1);
        assertThat(reporter.newest()).map(ApplyFigures::revision).contains(1L);
    }

    @Test
    void a_node_looks_again_until_the_last_receipt_has_come_and_then_no_more() throws Uncompilable {
        follow(first, 20);
        first.passMillis(5_000);
        row(first, 1);
        row(second, 0);
        reporter.report();
        assertThat(reporter.newest().orElseThrow().auditCompleteness()).isEqualTo(OptionalDouble.of(0.5));
        assertThat(calls(reporter::report)).isZero();

        follow(second, 1);
        first.passMillis(5_000);
        reporter(second).report();
        reporter.report();

        assertThat(reporter.newest().orElseThrow().auditCompleteness()).isEqualTo(OptionalDouble.of(1));
        assertThat(reporter.newest().orElseThrow().settled()).isTrue();
        first.passMillis(60_000);
        assertThat(calls(reporter::report)).isZero();
    }

    private int calls(Runnable work) {
        int before = store.calls();
        work.run();
        return store.calls() - before;
    }

    private void beatAndReport() {
        row(first, 1);
        row(second, 1);
        reporter.report();
        reporter(second).report();
    }

    private SwapReporter reporter(SwapFixture node) {
        return new SwapReporter(node.node, node.watch, stores, node.clocks());
    }

    private void follow(SwapFixture node, long afterMillis) throws Uncompilable {
        node.passMillis(afterMillis);
        node.swapTo(1);
        row(node, 1);
        receipt(node);
    }

    private void receipt(SwapFixture node) {
        put(new Receipt(node.node, 1, "hash", Optional.empty(), node.millis(), 3));
    }

    private void put(Receipt receipt) {
        stores.receipts().put(LinkedReceipt.after(ReceiptLink.START, receipt));
    }

    private void row(SwapFixture node, long number) {
        stores.heartbeats()
                .put(new Heartbeat(
                        node.node,
                        number,
                        "hash",
                        0,
                        NodeState.READY,
                        Optional.empty(),
                        node.millis(),
                        3,
                        Duty.SERVING));
    }

    private Revision commit(long number, String previous) {
        Author author = new Author("ann", "apply", "127.0.0.1", "request-1");
        return Revision.of(
                "dev", number, previous, new Commit("content", List.of(), List.of(), author, "", first.millis()));
    }
}
