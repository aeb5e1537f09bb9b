package dev.noon.control;

import dev.noon.control.SnapshotTarget.Prepared;
import dev.noon.control.SnapshotTarget.Sharing;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this node serves, and what it refused to. Written by the reconciling thread alone; {@link #now} may be read by
 * any thread.
 */
final class InForce {
    private static final Logger LOG = System.getLogger(InForce.class.getName());

    private final SnapshotTarget target;
    private final Clocks clocks;
    private volatile Now now = new Now(Optional.empty(), false, Optional.empty(), 0, 0, 0);
    private long refusedAtNanos;
    private String refusedChain = "";

    InForce(SnapshotTarget target, Clocks clocks) {
        this.target = target;
        this.clocks = clocks;
    }

    /**
     * A moment.
     *
     * @param tip what is in force; empty before the first swap
     * @param provisional whether it was read from disk and not yet compared with the store
     */
    record Now(
            Optional<Tip> tip,
            boolean provisional,
            Optional<Refusal> refusal,
            long swaps,
            long refusals,
            long swapMillis) {
        /** Number of the revision in force; 0 for none. */
        long number() {
            return tip.map(Tip::number).orElse(0L);
        }

        NodeState state(Duration sinceContact) {
            if (tip.isEmpty()) {
                return refusal.isPresent() ? NodeState.REFUSED : NodeState.STARTING;
            }
            if (provisional || sinceContact.compareTo(NodeStatus.DETACHED_AFTER) > 0) {
                return NodeState.DETACHED;
            }
            return refusal.isPresent() ? NodeState.REFUSED : NodeState.READY;
        }
    }

    Now now() {
        return now;
    }

    /** Whether {@code tip} is what is in force, and known to be right. */
    boolean has(Tip tip) {
        return !now.provisional()
                && now.tip().filter(mine -> mine.chain().equals(tip.chain())).isPresent();
    }

    /** Whether {@code tip} was refused less than {@code retryNanos} ago. */
    boolean refusedLately(Tip tip, long retryNanos) {
        return now.refusal().isPresent()
                && refusedChain.equals(tip.chain())
                && clocks.ticker().nanos() - refusedAtNanos < retryNanos;
    }

    private boolean swap(Tip tip) {
        return attempt(tip, () -> target.apply(tip.set()), false);
    }

    /** Swaps to {@code tip} as it was prepared, if it was, or records why not. */
    boolean swap(Tip tip, Optional<Prepared> prepared) {
        return prepared.map(made -> attempt(tip, made::swap, false)).orElseGet(() -> swap(tip));
    }

    /** Swaps to {@code tip} with nothing taken over from what was in force, or records why not. */
    boolean swapAfresh(Tip tip) {
        return attempt(tip, () -> target.prepare(tip.set(), Sharing.NOTHING).swap(), false);
    }

    /** Serves {@code tip} while a newer revision stays refused. */
    void fallBack(Tip tip) {
        Optional<Refusal> refusal = now.refusal();
        if (swap(tip)) {
            now = new Now(now.tip(), false, refusal, now.swaps(), now.refusals(), now.swapMillis());
        }
    }

    /**
     * Serves {@code tip} without knowing what happened since: under a generation that nobody else uses, so that
     * answers stored before are not found.
     */
    boolean swapProvisionally(Tip tip) {
        long generation = -clocks.wall().millis();
        SortedMap<DefinitionId, Versioned> entries = new TreeMap<>();
        tip.set()
                .entries()
                .forEach((id, entry) -> entries.put(id, new Versioned(entry.definition(), entry.hash(), generation)));
        DefinitionSet set = new DefinitionSet(tip.number(), tip.set().hash(), entries);
        return attempt(tip, () -> target.apply(set), true);
    }

    /** Records why revision {@code number} is not in force. */
    void refuse(long number, String chain, String reason, String place) {
        refusedAtNanos = clocks.ticker().nanos();
        refusedChain = chain;
        Refusal refusal = new Refusal(number, reason, place);
        if (!now.refusal().equals(Optional.of(refusal))) {
            LOG.log(Level.WARNING, "revision {0} refused: {1} {2}", number, place, reason);
        }
        now = new Now(
                now.tip(), now.provisional(), Optional.of(refusal), now.swaps(), now.refusals() + 1, now.swapMillis());
    }

    @FunctionalInterface
    private interface Swap {
        void run() throws Uncompilable;
    }

    private boolean attempt(Tip tip, Swap swap, boolean provisional) {
        long began = clocks.ticker().nanos();
        try {
            swap.run();
        } catch (Uncompilable e) {
            refuse(tip.number(), tip.chain(), String.valueOf(e.getMessage()), e.place());
            return false;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(Level.ERROR, "revision " + tip.number() + " made the compiler fail", e);
            refuse(
                    tip.number(),
                    tip.chain(),
                    "the compiler failed: " + e.getClass().getSimpleName(),
                    "");
            return false;
        }
        long millis = (clocks.ticker().nanos() - began) / 1_000_000;
        now = new Now(Optional.of(tip), provisional, Optional.empty(), now.swaps() + 1, now.refusals(), millis);
        return true;
    }
}
