package dev.noon.control.swap;

import dev.noon.control.Clocks;
import dev.noon.control.Heartbeats.Progress;
import dev.noon.control.NodeIdentity;
import dev.noon.control.Revision;
import dev.noon.control.StoreUnavailable;
import dev.noon.control.Stores;
import dev.noon.control.SwapFigures;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes down what this node has measured, and looks what became of its newest measured revision on all nodes. Figures
 * that cannot be written wait. Thread-safe.
 */
public final class SwapReporter {
    private static final long LOOK_AGAIN_NANOS = 5_000_000_000L;

    private final NodeIdentity node;
    private final SwapWatch watch;
    private final Stores stores;
    private final Clocks clocks;
    private final Measurements measurements;
    private final AtomicBoolean running = new AtomicBoolean();
    // Guarded by running.
    private long lookedAtNanos;
    private volatile Optional<ApplyFigures> newest = Optional.empty();

    public SwapReporter(NodeIdentity node, SwapWatch watch, Stores stores, Clocks clocks) {
        this.node = node;
        this.watch = watch;
        this.stores = stores;
        this.clocks = clocks;
        this.measurements = new Measurements(node.environment(), stores, clocks);
    }

    /**
     * Does what is due; call it every second. Costs nothing when nothing is due, may block on the store for a few
     * seconds, and does nothing while another call is at it.
     */
    public void report() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            List<SwapFigures> due = watch.due();
            if (!due.isEmpty()) {
                stores.figures().put(due, live());
                watch.kept(due);
                look(due.get(due.size() - 1).revision());
            } else if (isOpen()) {
                look(newest.map(ApplyFigures::revision).orElse(0L));
            }
        } catch (StoreUnavailable e) {
            // What is due stays due, and the reconciler tells that the store is away.
            return;
        } finally {
            running.set(false);
        }
    }

    /** The newest revision whose swap this node has measured, on all nodes; a moment old. Never blocks. */
    public Optional<ApplyFigures> newest() {
        return newest;
    }

    /** Whether receipts or figures are still to come, and it is time to look again. */
    private boolean isOpen() {
        boolean whole = newest.filter(figures -> !figures.settled() || figures.receipts() < figures.live())
                .isEmpty();
        return !whole && clocks.ticker().nanos() - lookedAtNanos >= LOOK_AGAIN_NANOS;
    }

    private void look(long number) {
        lookedAtNanos = clocks.ticker().nanos();
        if (newest.filter(known -> known.revision() > number).isPresent()) {
            return;
        }
        List<Revision> found = stores.revisions().range(node.environment(), number, 1);
        if (!found.isEmpty()) {
            newest = Optional.of(measurements.of(found.get(0)));
        }
    }

    private List<String> live() {
        long now = clocks.wall().millis();
        return stores.heartbeats().progress(node.environment()).stream()
                .filter(row -> row.live(now))
                .map(Progress::node)
                .toList();
    }
}
