package dev.noon.control.swap;

import dev.noon.control.Clocks;
import dev.noon.control.Figures;
import dev.noon.control.Heartbeats.Progress;
import dev.noon.control.Receipt;
import dev.noon.control.Revision;
import dev.noon.control.Stores;
import dev.noon.control.SwapFigures;
import dev.noon.control.swap.ApplyFigures.NodeFigures;
import dev.noon.control.swap.ApplyFigures.State;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds up what receipts and nodes say about revisions of one environment. Thread-safe. */
public final class Measurements {
    /** A node that has said nothing for this long after its receipt, or the commit, has nothing to say. */
    private static final long PATIENCE_MILLIS = 3 * SwapWatch.SETTLES_AFTER.toMillis();

    /** A receipt is made right after the swap that it is about. */
    private static final long AT_ONCE_MILLIS = 1_000;

    private final String environment;
    private final Stores stores;
    private final Clocks clocks;

    public Measurements(String environment, Stores stores, Clocks clocks) {
        this.environment = environment;
        this.stores = stores;
        this.clocks = clocks;
    }

    /**
     * The numbers of a revision: three reads.
     *
     * <p>Live are the nodes that were when the first had measured its swap; before that, those that are now and have not
     * gone past the revision, and those that have left a receipt.
     *
     * @throws dev.noon.control.StoreUnavailable if the store is away
     */
    public ApplyFigures of(Revision revision) {
        Figures.Kept kept = stores.figures().of(environment, revision.number());
        Seen seen = new Seen(
                revision,
                clocks.wall().millis(),
                byNode(stores.heartbeats().progress(environment), Progress::node),
                byNode(stores.receipts().of(environment, revision.number()), receipt -> receipt.node()
                        .name()),
                byNode(kept.nodes(), figures -> figures.node().name()));
        Set<String> live = kept.live().isEmpty() ? seen.liveNow() : new HashSet<>(kept.live());
        Set<String> all = new TreeSet<>(live);
        all.addAll(seen.receipts().keySet());
        all.addAll(seen.figures().keySet());
        return new ApplyFigures(
                revision.number(),
                all.stream().map(node -> seen.node(node, live.contains(node))).toList());
    }

    private static <T> Map<String, T> byNode(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity()));
    }

    /** What is known at one moment, by node. */
    private record Seen(
            Revision revision,
            long nowMillis,
            Map<String, Progress> rows,
            Map<String, Receipt> receipts,
            Map<String, SwapFigures> figures) {

        Set<String> liveNow() {
            Set<String> live = rows.values().stream()
                    .filter(row -> row.live(nowMillis) && row.revision() <= revision.number())
                    .map(Progress::node)
                    .collect(Collectors.toSet());
            live.addAll(receipts.keySet());
            return live;
        }

        NodeFigures node(String name, boolean live) {
            Optional<SwapFigures> measured = Optional.ofNullable(figures.get(name));
            Optional<Receipt> receipt = Optional.ofNullable(receipts.get(name));
            State state = measured.isPresent()
                    ? State.MEASURED
                    : receipt.map(this::withReceipt).orElseGet(() -> withoutReceipt(name));
            return new NodeFigures(name, state, live, millis(receipt, measured), measured);
        }

        /** A node that starts again leaves another receipt; when it measured its swap tells about the first one. */
        private OptionalLong millis(Optional<Receipt> receipt, Optional<SwapFigures> measured) {
            if (receipt.isEmpty()) {
                return OptionalLong.empty();
            }
            long left = receipt.get().timeMillis();
            long swapped = measured.map(SwapFigures::timeMillis).orElse(left);
            long at = left - swapped > AT_ONCE_MILLIS ? swapped : left;
            return OptionalLong.of(Math.max(0, at - revision.commit().timeMillis()));
        }

        private State withReceipt(Receipt receipt) {
            if (receipt.refusal().isPresent()) {
                return State.REFUSED;
            }
            return nowMillis - receipt.timeMillis() < PATIENCE_MILLIS ? State.PENDING : State.UNMEASURED;
        }

        private State withoutReceipt(String name) {
            Optional<Progress> row = Optional.ofNullable(rows.get(name)).filter(one -> one.live(nowMillis));
            if (row.isEmpty()) {
                return State.MISSING;
            }
            boolean behind = row.get().revision() < revision.number();
            boolean lately = nowMillis - revision.commit().timeMillis() < PATIENCE_MILLIS;
            return behind || lately ? State.PENDING : State.MISSING;
        }
    }
}
