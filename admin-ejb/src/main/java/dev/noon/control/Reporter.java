package dev.noon.control;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells the store what this node does: the heartbeat at once, receipts after it, each chained to the node's last.
 * Receipts that could not be written wait, the newest 100; what waits has no place in the chain yet. Not thread-safe.
 */
final class Reporter {
    private static final int WAITING = 100;

    private final NodeIdentity node;
    private final Stores stores;
    private final Clocks clocks;
    private final Deque<Receipt> waiting = new ArrayDeque<>();
    private final ReceiptChain chain;
    private long drifts;

    Reporter(NodeIdentity node, Stores stores, Clocks clocks) {
        this.node = node;
        this.stores = stores;
        this.clocks = clocks;
        this.chain = new ReceiptChain(node, stores.receipts(), clocks);
    }

    /** Notes what became of a revision; written by the next {@link #beat}. */
    void note(InForce.Now now) {
        long revision = now.refusal()
                .map(Refusal::revision)
                .orElse(now.tip().map(Tip::number).orElse(0L));
        if (revision == 0) {
            return;
        }
        if (waiting.size() == WAITING) {
            waiting.removeFirst();
        }
        waiting.addLast(new Receipt(
                node, revision, hash(now), now.refusal(), clocks.wall().millis(), now.swapMillis()));
    }

    /** Writes the heartbeat, then the receipts. */
    void beat(InForce.Now now, NodeStatus status) {
        stores.heartbeats()
                .put(new Heartbeat(
                        node,
                        now.tip().map(Tip::number).orElse(0L),
                        hash(now),
                        status.operation(),
                        status.state(),
                        now.refusal(),
                        clocks.wall().millis(),
                        now.swapMillis(),
                        status.duty()));
        write(status.counts().drifts());
    }

    /** A drift may mean another store, in which the chain ends elsewhere. */
    private void write(long newDrifts) {
        if (newDrifts != drifts) {
            drifts = newDrifts;
            chain.forget();
        }
        if (waiting.isEmpty()) {
            chain.settle();
        }
        while (!waiting.isEmpty()) {
            chain.append(waiting.getFirst());
            waiting.removeFirst();
        }
    }

    /** Deregisters the node. */
    void leave() {
        chain.settle();
        stores.heartbeats().remove(node);
    }

    private static String hash(InForce.Now now) {
        return now.tip().map(tip -> tip.set().hash()).orElse("");
    }
}
