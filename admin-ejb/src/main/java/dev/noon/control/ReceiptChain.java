package dev.noon.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Continues this node's chain of receipts: where the store says that it ends, or at its beginning. What is known of the
 * end is forgotten when a write fails, since it may have succeeded, and when the store is not the one it was. Not
 * thread-safe.
 */
final class ReceiptChain {
    private static final Logger LOG = System.getLogger(ReceiptChain.class.getName());
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;
    private static final int WINDOW = 250;
    /** The end that a node says is about a second old: so many revisions may have come after it. */
    private static final int MAX_WINDOWS = 4;
    /** Receipts for one revision that this process writes at most: they stand in one document. */
    private static final int MOST_FOR_ONE = 100;

    private final NodeIdentity node;
    private final Receipts receipts;
    private final Clocks clocks;
    private Optional<ReceiptLink> end = Optional.empty();
    private Optional<Receipt> newest = Optional.empty();
    private Optional<ReceiptEnd> said = Optional.empty();
    private int forOne;

    ReceiptChain(NodeIdentity node, Receipts receipts, Clocks clocks) {
        this.node = node;
        this.receipts = receipts;
        this.clocks = clocks;
    }

    /** Appends {@code receipt}, unless the newest one says the same. */
    void append(Receipt receipt) {
        ReceiptLink before = end.orElseGet(this::find);
        if (newest.filter(receipt::saysTheSame).isPresent() || isOneTooMany(receipt)) {
            return;
        }
        LinkedReceipt next = LinkedReceipt.after(before, receipt);
        try {
            receipts.put(next);
        } catch (StoreUnavailable e) {
            forget();
            throw e;
        }
        forOne = before.revision() == receipt.revision() ? forOne + 1 : 1;
        know(next.link(), Optional.of(receipt));
    }

    /** Says in the store how far the chain goes, if that was not said yet, or not for a day. */
    void settle() {
        long now = clocks.wall().millis();
        end.filter(last -> said.filter(one -> one.last().equals(last) && now - one.timeMillis() < DAY_MILLIS)
                        .isEmpty())
                .ifPresent(last -> say(last, now));
    }

    /** Whatever is known of the end is read again before the next receipt. */
    void forget() {
        end = Optional.empty();
        newest = Optional.empty();
        said = Optional.empty();
    }

    private boolean isOneTooMany(Receipt receipt) {
        return forOne >= MOST_FOR_ONE
                && newest.filter(last -> last.revision() == receipt.revision()).isPresent();
    }

    private ReceiptLink find() {
        said = readable(() -> receipts.end(node));
        if (said.isEmpty()) {
            say(ReceiptLink.START, clocks.wall().millis());
        }
        ReceiptLink last = said.map(ReceiptEnd::last).orElse(ReceiptLink.START);
        Optional<LinkedReceipt> found = readable(() -> newestAfter(last));
        ReceiptLink known = found.map(LinkedReceipt::link).orElse(last);
        know(known, found.map(LinkedReceipt::receipt));
        return known;
    }

    /** What cannot be read is left to those who verify. */
    private <T> Optional<T> readable(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (DamagedLog e) {
            LOG.log(Level.WARNING, "receipts of {0} cannot be read: {1}", node.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The node's newest receipt, not before {@code last}. */
    private Optional<LinkedReceipt> newestAfter(ReceiptLink last) {
        Optional<LinkedReceipt> found = Optional.empty();
        long first = Math.max(1, last.revision());
        for (int window = 0; window < MAX_WINDOWS; window++) {
            List<LinkedReceipt> range = receipts.range(node.environment(), first, WINDOW);
            for (LinkedReceipt one : range) {
                boolean mine = one.receipt().node().name().equals(node.name());
                if (mine && one.number() >= found.map(LinkedReceipt::number).orElse(last.number())) {
                    found = Optional.of(one);
                }
            }
            if (range.isEmpty()) {
                break;
            }
            first += WINDOW;
        }
        return found;
    }

    private void know(ReceiptLink last, Optional<Receipt> receipt) {
        end = Optional.of(last);
        newest = receipt;
    }

    private void say(ReceiptLink last, long nowMillis) {
        ReceiptEnd word = new ReceiptEnd(node, last, nowMillis);
        receipts.put(word);
        said = Optional.of(word);
    }
}
