package dev.noon.control.audit;

import dev.noon.control.Chained;
import dev.noon.control.DamagedLog;
import dev.noon.control.LinkedReceipt;
import dev.noon.control.ReceiptEnd;
import dev.noon.control.ReceiptLink;
import dev.noon.control.Receipts;
import dev.noon.control.audit.Checked.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Computes the nodes' chains of receipts again, revision by revision. A chain begins with the oldest receipt that is
 * kept: what it follows must be old enough to have been dropped, and says itself when it was. A later one must follow
 * the one before it, and the node's own word on where its chain ends must hold. Not thread-safe.
 */
final class ReceiptCheck {
    private static final int WINDOW = 250;
    /** Clocks differ: what is this close to being dropped may have been. */
    private static final long CLOCKS_MILLIS = Duration.ofHours(1).toMillis();

    private final String environment;
    private final Receipts receipts;
    private final Consumer<Fault> faults;
    private final long keptSinceMillis;
    private final SortedMap<String, ReceiptLink> newest = new TreeMap<>();
    private final Map<String, ReceiptEnd> ends = new HashMap<>();
    private final Set<Long> damaged = new HashSet<>();
    private long counted;

    ReceiptCheck(String environment, Receipts receipts, long nowMillis, Consumer<Fault> faults) {
        this.environment = environment;
        this.receipts = receipts;
        this.faults = faults;
        this.keptSinceMillis = nowMillis - Receipts.KEPT_MILLIS + CLOCKS_MILLIS;
        readEnds();
    }

    private void readEnds() {
        try {
            receipts.ends(environment).forEach(end -> ends.put(end.node().name(), end));
        } catch (DamagedLog e) {
            faults.accept(new Fault("receipts", "ends", String.valueOf(e.getMessage())));
        }
    }

    /** The last revision that may have receipts: {@code head}, or what a node says it has reached. */
    long last(long head) {
        return ends.values().stream().mapToLong(end -> end.last().revision()).reduce(head, Math::max);
    }

    /** Checks the receipts for the revisions from {@code first} to {@code last}. */
    void revisions(long first, long last) {
        for (long at = first; at <= last; at += WINDOW) {
            for (LinkedReceipt receipt : read(at, (int) Math.min(WINDOW, last - at + 1))) {
                check(receipt, first);
                newest.put(name(receipt), receipt.link());
                counted++;
            }
        }
    }

    /** Checks that no chain is shorter than its node says. */
    void ends() {
        for (ReceiptEnd end : ends.values()) {
            ReceiptLink last = end.last();
            if (last.number() > 0 && isKept(last) && !stands(end.node().name(), last)) {
                fault(end.node().name(), last, "is not there as the node says");
            }
        }
    }

    /** How many receipts were looked at. */
    long counted() {
        return counted;
    }

    /** The newest receipt of every node that was looked at. */
    List<End> reached() {
        return newest.entrySet().stream()
                .map(entry -> new End(
                        "receipts/" + entry.getKey(),
                        entry.getValue().number(),
                        entry.getValue().hash()))
                .toList();
    }

    private void check(LinkedReceipt receipt, long first) {
        String node = name(receipt);
        if (!receipt.intact()) {
            fault(node, receipt.link(), "does not fit its hash: it was edited");
            return;
        }
        if (!isKept(receipt.link())) {
            return;
        }
        if (!ends.containsKey(node) && isUnknown(receipt)) {
            fault(node, receipt.link(), "is of a node that keeps none");
        }
        Optional<ReceiptLink> last = Optional.ofNullable(newest.get(node)).or(() -> lastBefore(first, receipt));
        if (last.filter(one -> isNamed(receipt.before(), one)).isEmpty()) {
            broken(receipt, last.filter(this::isKept));
        }
    }

    /** A receipt that does not follow the one that stands before it. */
    private void broken(LinkedReceipt receipt, Optional<ReceiptLink> last) {
        String node = name(receipt);
        ReceiptLink before = receipt.before();
        if (last.filter(one -> one.number() >= receipt.number()).isPresent()) {
            fault(node, receipt.link(), "has a number that was given before: one of the two was put in");
        } else if (last.filter(one -> one.number() == before.number()).isPresent()) {
            fault(node, receipt.link(), "does not follow the one before it");
        } else if (before.number() == 0) {
            wrongStart(receipt);
        } else if (isKept(before) && !stands(node, before)) {
            fault(node, before, "is missing");
        }
    }

    private void wrongStart(LinkedReceipt receipt) {
        if (!receipt.before().hash().equals(Chained.START)) {
            fault(name(receipt), receipt.link(), "does not begin the chain as the first does");
        }
    }

    /** The node's last receipt that an earlier page has looked at, not older than what {@code receipt} follows. */
    private Optional<ReceiptLink> lastBefore(long first, LinkedReceipt receipt) {
        Optional<ReceiptLink> last = Optional.empty();
        long from = Math.max(1, receipt.before().revision());
        for (long at = from; at < first; at += WINDOW) {
            for (LinkedReceipt one : read(at, (int) Math.min(WINDOW, first - at))) {
                last = name(one).equals(name(receipt)) ? Optional.of(one.link()) : last;
            }
        }
        return last;
    }

    /** Asked again: the node may have begun since this check did. */
    private boolean isUnknown(LinkedReceipt receipt) {
        try {
            return receipts.end(receipt.receipt().node()).isEmpty();
        } catch (DamagedLog e) {
            return false;
        }
    }

    private boolean stands(String node, ReceiptLink link) {
        return read(link.revision(), 1).stream().anyMatch(one -> name(one).equals(node) && isNamed(link, one.link()));
    }

    private static boolean isNamed(ReceiptLink name, ReceiptLink link) {
        return name.number() == link.number() && name.hash().equals(link.hash());
    }

    private boolean isKept(ReceiptLink link) {
        return link.timeMillis() >= keptSinceMillis;
    }

    private List<LinkedReceipt> read(long first, int count) {
        try {
            return receipts.range(environment, first, count);
        } catch (DamagedLog e) {
            return count == 1 ? damaged(first, e) : oneByOne(first, count);
        }
    }

    private List<LinkedReceipt> oneByOne(long first, int count) {
        List<LinkedReceipt> found = new ArrayList<>();
        for (long revision = first; revision < first + count; revision++) {
            found.addAll(read(revision, 1));
        }
        return found;
    }

    private List<LinkedReceipt> damaged(long revision, DamagedLog e) {
        if (damaged.add(revision)) {
            faults.accept(new Fault("receipts", "revision " + revision, String.valueOf(e.getMessage())));
        }
        return List.of();
    }

    private void fault(String node, ReceiptLink link, String text) {
        faults.accept(new Fault("receipts", node + "/" + link.revision(), "number " + link.number() + " " + text));
    }

    private static String name(LinkedReceipt receipt) {
        return receipt.receipt().node().name();
    }
}
