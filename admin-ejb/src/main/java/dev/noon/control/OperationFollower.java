package dev.noon.control;

import dev.noon.cache.Selection;
import dev.noon.cache.Stamps;
import dev.noon.control.Operation.Command;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Applies the operation log to this node, in order. A node that starts replays what may still concern stored answers and
 * counters: purges back to the last of everything, and resets of counters, as far back as the longest life of an answer.
 * Not thread-safe.
 */
final class OperationFollower {
    private static final Logger LOG = System.getLogger(OperationFollower.class.getName());
    private static final int WINDOW = 16;
    private static final int BULK = 1_000;

    private final NodeIdentity node;
    private final String environment;
    private final OperationLog log;
    private final PurgeTarget target;
    private final Clocks clocks;
    private boolean replayed;
    private boolean drained;
    /** Whether a purge of everything has been collected: purges before it matter no more. */
    private boolean emptied;
    /** Number of the newest operation that is too old to be replayed; 0 if none is. */
    private long over;

    private volatile long applied;

    OperationFollower(NodeIdentity node, OperationLog log, PurgeTarget target, Clocks clocks) {
        this.node = node;
        this.environment = node.environment();
        this.log = log;
        this.target = target;
        this.clocks = clocks;
    }

    /** Whether an operator has drained this node; empty before the log was read. */
    Optional<Boolean> drained() {
        return replayed ? Optional.of(drained) : Optional.empty();
    }

    /** Number of the last operation applied. */
    long applied() {
        return applied;
    }

    /** Applies what is new; true when something was. */
    boolean follow() {
        long before = applied;
        if (!replayed) {
            replay();
            return true;
        }
        int own = applied == 0 ? 0 : 1;
        List<Operation> window = log.range(environment, applied + 1 - own, WINDOW + own);
        if (own == 1 && (window.isEmpty() || window.get(0).number() != applied)) {
            LOG.log(Level.WARNING, "operation {0} is gone from the log; the log is replayed", applied);
            replay();
            return true;
        }
        perform(window.subList(own, window.size()));
        boolean full = window.size() == WINDOW + own;
        while (full) {
            List<Operation> more = log.range(environment, applied + 1, BULK);
            perform(more);
            full = more.size() == BULK;
        }
        return applied != before;
    }

    private void replay() {
        long head = log.head(environment);
        Deque<Operation> relevant = new ArrayDeque<>();
        long last = head;
        over = 0;
        emptied = false;
        while (last > 0 && collect(last, relevant)) {
            last -= BULK;
        }
        if (over > 0) {
            // Nothing that began before it is left, unless clocks were wrong.
            target.purge(new Command.Purge(Selection.all()), over, clocks.wall().millis());
        }
        relevant.forEach(this::perform);
        drained = false;
        log.range(environment, Math.max(1, head), 1).forEach(this::heed);
        target.advanceTo(head);
        applied = head;
        replayed = true;
    }

    /** Collects one page backwards; false when nothing older matters. */
    private boolean collect(long last, Deque<Operation> relevant) {
        long first = Math.max(1, last - BULK + 1);
        List<Operation> page = log.range(environment, first, (int) (last - first + 1));
        long oldest = clocks.wall().millis() - Stamps.LONGEST_LIFE_MILLIS;
        for (int i = page.size() - 1; i >= 0; i--) {
            Operation operation = page.get(i);
            if (operation.timeMillis() < oldest) {
                over = operation.number();
                return false;
            }
            if (!emptied || operation.command() instanceof Command.ResetCounters) {
                relevant.addFirst(operation);
            }
            emptied |= leavesNothing(operation.command());
        }
        return true;
    }

    /** What a soft purge leaves may have been voided before. */
    private static boolean leavesNothing(Command command) {
        return command instanceof Command.Purge purge
                && !purge.soft()
                && purge.selection().by() == Selection.By.ALL;
    }

    private void perform(List<Operation> operations) {
        for (Operation operation : operations) {
            perform(operation);
            reset(operation.command());
            heed(operation);
            target.advanceTo(operation.number());
            applied = operation.number();
        }
    }

    private void perform(Operation operation) {
        if (operation.command() instanceof Command.Purge purge) {
            target.purge(purge, operation.number(), operation.timeMillis());
        } else if (operation.command() instanceof Command.ResetCounters reset) {
            target.resetCounters(reset.limit(), reset.identity(), operation.number());
        }
    }

    /** Not when the log is replayed: what was reset then may have opened since, and who was let in may be banned again. */
    private void reset(Command command) {
        if (command instanceof Command.ResetBreakers reset) {
            target.resetBreakers(reset.upstream(), reset.target());
        } else if (command instanceof Command.LiftBan lift) {
            target.liftBan(lift.id());
        }
    }

    private void heed(Operation newest) {
        drained = newest.drained().contains(node.name());
    }
}
