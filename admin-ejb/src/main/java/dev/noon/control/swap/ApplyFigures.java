package dev.noon.control.swap;

import dev.noon.control.SwapFigures;
import dev.noon.control.SwapFigures.Collected;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The four numbers of one revision, as far as they are known now.
 *
 * @param nodes every node that was live when it was put in force, or has left a receipt or figures, by name
 */
public record ApplyFigures(long revision, List<NodeFigures> nodes) {
    public ApplyFigures {
        nodes = List.copyOf(nodes);
    }

    /** How far a node's figures have come. */
    public enum State {
        /** They are known. */
        MEASURED,
        /** They will be: five seconds after the swap. */
        PENDING,
        /** The node refused the revision, so there was no swap. */
        REFUSED,
        /** The node left a receipt and no figures: it started under the revision, or ended right after the swap. */
        UNMEASURED,
        /** The node left nothing: it was lost, or came back under a later revision. */
        MISSING;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The state as JSON spells it. */
        public String text() {
            return text;
        }
    }

    /**
     * One node's part.
     *
     * @param live whether the node was live when the revision was put in force: those are expected to leave a receipt
     * @param millis from the commit to the receipt, by the clocks of manager and node; empty without a receipt
     * @param figures present exactly when {@code state} is {@link State#MEASURED}
     */
    public record NodeFigures(
            String node, State state, boolean live, OptionalLong millis, Optional<SwapFigures> figures) {}

    /** Whether no node's figures are still to come. */
    public boolean settled() {
        return nodes.stream().noneMatch(node -> node.state() == State.PENDING);
    }

    /** Milliseconds from the commit to the last receipt that a live node has left so far; empty when none has. */
    public OptionalLong propagationMillis() {
        return nodes.stream()
                .filter(node -> node.live() && node.millis().isPresent())
                .mapToLong(node -> node.millis().getAsLong())
                .max();
    }

    /** How many nodes were live. */
    public long live() {
        return nodes.stream().filter(NodeFigures::live).count();
    }

    /** How many of the live nodes have left a receipt. */
    public long receipts() {
        return nodes.stream()
                .filter(node -> node.live() && node.millis().isPresent())
                .count();
    }

    /** Receipts per live node, 0 to 1; empty when no node was live. */
    public OptionalDouble auditCompleteness() {
        return live() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) receipts() / live());
    }

    /** What all nodes allocated; empty before it is settled, and when nobody knows. */
    public OptionalLong allocatedBytes() {
        return sum(SwapFigures::allocatedBytes);
    }

    /** What all nodes collected; empty before it is settled, and when nobody knows. */
    public OptionalLong collectedBytes() {
        return sum(figures -> collected(figures, Collected::bytes));
    }

    /** How long the nodes stood still, added up; empty before it is settled, and when nobody knows. */
    public OptionalLong pauseMillis() {
        return sum(figures -> collected(figures, Collected::pauseMillis));
    }

    /** What all nodes dropped; empty before it is settled, and when nobody knows. */
    public OptionalLong dropped() {
        return sum(figures -> OptionalLong.of(figures.dropped()));
    }

    private static OptionalLong collected(SwapFigures figures, Function<Collected, Long> part) {
        return figures.collected()
                .map(collected -> OptionalLong.of(part.apply(collected)))
                .orElse(OptionalLong.empty());
    }

    private OptionalLong sum(Function<SwapFigures, OptionalLong> part) {
        if (!settled()) {
            return OptionalLong.empty();
        }
        return nodes.stream()
                .flatMap(node -> node.figures().stream())
                .map(part)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .reduce(Long::sum)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
