package dev.noon.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes this node what the log says. Thread-safe: one thread reconciles at a time; a wake-up that comes meanwhile makes
 * it look once more, a tick of the timer that comes meanwhile is dropped. Every call but {@link #status} may block on
 * the store for a few seconds.
 */
public final class Reconciler {
    private static final Logger LOG = System.getLogger(Reconciler.class.getName());
    private static final int REVISIONS = 1;
    private static final int OPERATIONS = 2;
    private static final int CANDIDATES = 4;
    private static final int EVERYTHING = REVISIONS | OPERATIONS | CANDIDATES | 8;

    private final NodeIdentity node;
    private final Clocks clocks;
    private final long retryNanos;
    private final RevisionLog log;
    private final History history;
    private final InForce inForce;
    private final SealedTexts secrets;
    private final OperationFollower operations;
    private final Duties duties;
    private final Voter voter;
    private final Reporter reporter;
    private final LastGood lastGood;
    private final Contact contact;

    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopped;
    // Guarded by running.
    private Tip base = Tip.START;
    private boolean diskRead;
    private String keptChain = "";
    private OptionalLong damagedAtNanos = OptionalLong.empty();

    /** What a node's reconciler works with; {@code retryRefused} is how long a refused revision is left alone. */
    public record Parts(
            Stores stores,
            Bodies bodies,
            SealedTexts secrets,
            SnapshotTarget snapshots,
            PurgeTarget purges,
            LastGood lastGood,
            Drain drain,
            Clocks clocks,
            Duration retryRefused) {}

    public Reconciler(NodeIdentity node, Parts parts) {
        this.node = node;
        this.clocks = parts.clocks();
        this.retryNanos = parts.retryRefused().toNanos();
        this.lastGood = parts.lastGood();
        this.secrets = parts.secrets();
        this.log = parts.stores().revisions();
        this.history = new History(node.environment(), log, parts.bodies());
        this.inForce = new InForce(parts.snapshots(), clocks);
        this.operations = new OperationFollower(node, parts.stores().operations(), parts.purges(), clocks);
        this.duties = new Duties(node, parts.stores().heartbeats(), parts.drain(), clocks);
        this.voter = new Voter(node, parts.stores().candidates(), history, parts);
        this.reporter = new Reporter(node, parts.stores(), clocks);
        this.contact = new Contact(clocks.ticker());
    }

    /** The timer's call: compares everything with the store and writes the heartbeat. */
    public void tick() {
        if (!running.get()) {
            request(EVERYTHING);
        }
    }

    /** What requests pass before they are served; a look that they wait for runs on {@code executor}. */
    public Fence fence(Executor executor) {
        return new Fence(contact, () -> request(EVERYTHING), executor, clocks.ticker());
    }

    /** A revision was announced. */
    public void wake(RevisionPublished event) {
        long mine = inForce.now().number();
        if (event.environment().equals(node.environment()) && event.number() > mine) {
            request(REVISIONS);
        }
    }

    /** An operation was announced. */
    public void wake(OperationPublished event) {
        if (event.environment().equals(node.environment()) && event.number() > operations.applied()) {
            request(OPERATIONS);
        }
    }

    /** A candidate was put to the vote. */
    public void wake(CandidateProposed event) {
        if (event.environment().equals(node.environment())) {
            request(CANDIDATES);
        }
    }

    /** Deregisters the node and reconciles no more; what is in force stays in force. */
    public void stop() {
        stopped = true;
        depart();
    }

    /** What the node knows of itself now. Never blocks. */
    public NodeStatus status() {
        InForce.Now now = inForce.now();
        Contact.Last last = contact.last();
        Duration since = Duration.ofNanos(Math.max(0, clocks.ticker().nanos() - last.atNanos()));
        return new NodeStatus(
                node,
                now.state(since),
                now.number(),
                now.tip().map(tip -> tip.set().hash()).orElse(""),
                operations.applied(),
                last.reachable(),
                since,
                now.refusal(),
                duties.duty(),
                new NodeStatus.Counts(now.swaps(), now.refusals(), history.drifts(), now.swapMillis()));
    }

    private void request(int what) {
        wanted.getAndAccumulate(what, (a, b) -> a | b);
        while (!stopped && wanted.get() != 0 && running.compareAndSet(false, true)) {
            try {
                run(wanted.getAndSet(0));
            } finally {
                running.set(false);
            }
        }
        if (stopped) {
            depart();
        }
    }

    /** Whoever finds nobody running after the stop deregisters the node, and lets nobody run again. */
    private void depart() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            reporter.leave();
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "not deregistered: {0}", e.getMessage());
        }
    }

    private void run(int asked) {
        readDisk();
        long began = clocks.ticker().nanos();
        boolean first = inForce.now().tip().isEmpty() || inForce.now().provisional();
        int what = first || contact.isDue(began) ? EVERYTHING : asked;
        try {
            look(what, began);
        } catch (StoreUnavailable e) {
            away(e, began);
        } catch (DamagedLog e) {
            damaged(e, began);
        }
        keep();
    }

    private void look(int what, long began) {
        boolean whole = (what & (REVISIONS | OPERATIONS)) == (REVISIONS | OPERATIONS);
        if (whole) {
            contact.looking(began);
        }
        boolean operated = (what & OPERATIONS) != 0 && operations.follow();
        contact.answered();
        operations.drained().ifPresent(duties::heed);
        boolean swapped = (what & REVISIONS) != 0 && followRevisions();
        if (whole) {
            contact.heard(began);
        }
        if (operated || swapped || what == EVERYTHING) {
            beat();
        }
        if ((what & CANDIDATES) != 0) {
            voter.follow(() -> history.follow(base));
        }
    }

    private boolean followRevisions() {
        if (damagedLately()) {
            return false;
        }
        Tip newest = history.follow(base);
        contact.answered();
        damagedAtNanos = OptionalLong.empty();
        if (inForce.has(newest)) {
            base = newest;
            duties.endTurn();
            return false;
        }
        if (inForce.refusedLately(newest, retryNanos)) {
            return false;
        }
        secrets.follow(newest.set(), base.set());
        if (inForce.now().tip().isPresent() && history.isRolledOut(inForce.now().number(), newest)) {
            return takeTurn(newest);
        }
        duties.endTurn();
        if (inForce.swap(newest, voter.take(newest))) {
            base = newest;
        } else if (inForce.now().tip().isEmpty() && base.number() > 0) {
            inForce.fallBack(base);
        }
        reporter.note(inForce.now());
        return true;
    }

    /** True when there is something to report. */
    private boolean takeTurn(Tip newest) {
        Duty before = duties.duty();
        Duties.Turn turn = duties.turn(history.rolledOut());
        if (turn instanceof Duties.Turn.NotYet) {
            return duties.duty() != before;
        }
        if (turn instanceof Duties.Turn.Stopped stopped) {
            inForce.refuse(newest.number(), newest.chain(), stopped.reason(), "");
        } else if (inForce.swapAfresh(newest)) {
            base = newest;
        }
        voter.forget();
        duties.endTurn();
        reporter.note(inForce.now());
        return true;
    }

    private void readDisk() {
        if (!diskRead) {
            diskRead = true;
            lastGood.read().ifPresent(tip -> {
                base = tip;
                keptChain = tip.chain();
            });
        }
    }

    private void serveBase() {
        if (inForce.now().tip().isEmpty() && base.number() > 0) {
            inForce.swapProvisionally(base);
        }
    }

    private void keep() {
        Optional<Tip> tip = inForce.now().tip().filter(t -> !t.chain().equals(keptChain));
        boolean settled = !inForce.now().provisional() && wanted.get() == 0;
        if (tip.isPresent() && settled && tip.get().number() > 0) {
            lastGood.keep(tip.get());
            keptChain = tip.get().chain();
        }
    }

    private void away(StoreUnavailable e, long began) {
        if (contact.last().reachable() || inForce.now().tip().isEmpty()) {
            LOG.log(Level.WARNING, "the store is away: {0}", e.getMessage());
        }
        duties.endTurn();
        serveBase();
        if (contact.unheard(began)) {
            wanted.getAndAccumulate(EVERYTHING, (a, b) -> a | b);
        }
    }

    /** The log cannot be followed: that refuses whatever its head is, until somebody repairs it. */
    private void damaged(DamagedLog e, long began) {
        damagedAtNanos = OptionalLong.of(clocks.ticker().nanos());
        try {
            long head = Math.max(log.head(node.environment()), base.number() + 1);
            inForce.refuse(head, "", String.valueOf(e.getMessage()), "");
            serveBase();
            contact.heard(began);
            beat();
        } catch (StoreUnavailable away) {
            away(away, began);
        }
    }

    private boolean damagedLately() {
        return damagedAtNanos.isPresent() && clocks.ticker().nanos() - damagedAtNanos.getAsLong() < retryNanos;
    }

    private void beat() {
        reporter.beat(inForce.now(), status());
    }
}
