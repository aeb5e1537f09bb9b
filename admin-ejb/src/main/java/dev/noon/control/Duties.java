package dev.noon.control;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether this node takes traffic: an operator may drain it, and in a rollout the nodes take turns by name. A turn
 * begins when every live node before this one has the revision, and ends when this one has swapped to it. Driven by the
 * reconciling thread; {@link #duty} may be asked by any.
 */
final class Duties {
    private final NodeIdentity node;
    private final Heartbeats rows;
    private final Drain drain;
    private final Clocks clocks;
    private volatile Duty duty = Duty.SERVING;
    private boolean known;
    private boolean drained;
    private boolean rolling;
    private boolean waiting;
    private boolean idle;
    private OptionalLong unreadySinceNanos = OptionalLong.empty();

    Duties(NodeIdentity node, Heartbeats rows, Drain drain, Clocks clocks) {
        this.node = node;
        this.rows = rows;
        this.drain = drain;
        this.clocks = clocks;
    }

    /** What a node may do about a revision that is rolled out. */
    sealed interface Turn {
        /** Nothing yet: others come first, or requests are under way. */
        record NotYet() implements Turn {}

        /** Nothing: a node before this one refused the revision. */
        record Stopped(String reason) implements Turn {}

        /** Swap: nothing is under way, or it was waited for long enough. */
        record Now() implements Turn {}
    }

    Duty duty() {
        return duty;
    }

    /** Follows what the operation log says of this node. */
    void heed(boolean isDrained) {
        if (!known || isDrained != drained) {
            drained = isDrained;
            drain.remember(isDrained);
            drain.ready(!isDrained && !rolling);
            known = true;
        }
        settle();
    }

    /** Whose turn it is with {@code revision}; the own turn drains the node, and comes again until it is idle. */
    Turn turn(long revision) {
        if (!rolling) {
            Optional<Turn> others = others(revision);
            waiting = others.isPresent();
            rolling = others.isEmpty();
            settle();
            if (others.isPresent()) {
                return others.get();
            }
        }
        settle();
        return idle ? new Turn.Now() : new Turn.NotYet();
    }

    /** The turn is over, or cannot be taken now: the node takes traffic again unless an operator has drained it. */
    void endTurn() {
        rolling = false;
        waiting = false;
        settle();
    }

    private Optional<Turn> others(long revision) {
        long now = clocks.wall().millis();
        Optional<Turn> turn = Optional.empty();
        for (Heartbeat row : rows.all(node.environment())) {
            boolean before = row.node().name().compareTo(node.name()) < 0 && row.live(now);
            if (before && row.revision() < revision) {
                Optional<Refusal> refusal = row.refusal().filter(why -> why.revision() >= revision);
                if (refusal.isPresent()) {
                    return Optional.of(new Turn.Stopped(
                            "the rollout stopped: " + row.node().name() + " refused the revision"));
                }
                turn = Optional.of(new Turn.NotYet());
            }
        }
        return turn;
    }

    private void settle() {
        boolean unready = drained || rolling;
        if (unready != unreadySinceNanos.isPresent()) {
            drain.ready(!unready);
            idle = false;
            unreadySinceNanos = unready ? OptionalLong.of(clocks.ticker().nanos()) : OptionalLong.empty();
        }
        idle = idle || unready && isOver();
        Duty taking = waiting ? Duty.WAITING : Duty.SERVING;
        Duty ending = idle ? Duty.DRAINED : Duty.DRAINING;
        duty = unready ? ending : taking;
    }

    private boolean isOver() {
        long waited = clocks.ticker().nanos() - unreadySinceNanos.orElse(0);
        long noticed = drain.grace().toNanos();
        return waited >= noticed
                && (drain.isIdle() || waited - noticed >= drain.limit().toNanos());
    }
}
