package dev.noon.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Receipts in memory. Thread-safe. */
public final class MemoryReceipts implements Receipts {
    private final List<LinkedReceipt> kept = new ArrayList<>();
    private final SortedMap<String, ReceiptEnd> ends = new TreeMap<>();
    private final Runnable called;

    /** @param called runs before every call */
    MemoryReceipts(Runnable called) {
        this.called = called;
    }

    @Override
    public synchronized void put(LinkedReceipt receipt) {
        called.run();
        overwrite(receipt);
    }

    @Override
    public synchronized List<Receipt> of(String environment, long revision) {
        SortedMap<String, Receipt> newest = new TreeMap<>();
        range(environment, revision, 1)
                .forEach(one -> newest.put(one.receipt().node().name(), one.receipt()));
        return List.copyOf(newest.values());
    }

    @Override
    public synchronized List<LinkedReceipt> range(String environment, long first, int count) {
        called.run();
        return kept.stream()
                .filter(one -> one.receipt().node().environment().equals(environment))
                .filter(one -> one.receipt().revision() >= first)
                .filter(one -> one.receipt().revision() < first + count)
                .sorted(Comparator.comparingLong(
                                (LinkedReceipt one) -> one.receipt().revision())
                        .thenComparing(one -> one.receipt().node().name())
                        .thenComparingLong(LinkedReceipt::number))
                .toList();
    }

    @Override
    public synchronized void put(ReceiptEnd end) {
        called.run();
        ends.put(id(end.node()), end);
    }

    @Override
    public synchronized Optional<ReceiptEnd> end(NodeIdentity node) {
        called.run();
        return Optional.ofNullable(ends.get(id(node)));
    }

    @Override
    public synchronized List<ReceiptEnd> ends(String environment) {
        called.run();
        return ends.values().stream()
                .filter(end -> end.node().environment().equals(environment))
                .toList();
    }

    @Override
    public synchronized int sweep(String environment, long head, long beforeMillis) {
        called.run();
        int before = kept.size();
        kept.removeIf(one -> one.receipt().timeMillis() < beforeMillis);
        ends.values().removeIf(end -> end.timeMillis() < beforeMillis);
        return before - kept.size();
    }

    /** Puts a receipt where another of that revision, node and number may stand. */
    synchronized void overwrite(LinkedReceipt receipt) {
        kept.removeIf(one -> one.number() == receipt.number()
                && one.receipt().revision() == receipt.receipt().revision()
                && one.receipt().node().name().equals(receipt.receipt().node().name()));
        kept.add(receipt);
    }

    /** Takes some away. */
    synchronized void remove(Predicate<LinkedReceipt> some) {
        kept.removeIf(some);
    }

    /** No node ever said how far its chain goes. */
    synchronized void forget() {
        ends.clear();
    }

    @Override
    public synchronized String toString() {
        return kept + " " + ends;
    }

    private static String id(NodeIdentity node) {
        return node.environment() + "/" + node.name();
    }
}
