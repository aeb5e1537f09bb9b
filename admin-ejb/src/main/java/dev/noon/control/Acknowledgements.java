package dev.noon.control;

import dev.noon.control.Acknowledged.NodeReceipt;
import dev.noon.control.Acknowledged.State;
import dev.noon.control.Heartbeats.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Watches the nodes of one environment follow. Thread-safe. */
public final class Acknowledgements {
    private static final long EARLY_NANOS = 5_000_000;
    private static final long LATE_NANOS = 20_000_000;
    private static final long EARLY_UNTIL_NANOS = 300_000_000;

    private final String environment;
    private final Stores stores;
    private final Clocks clocks;
    private final Pause pause;

    public Acknowledgements(String environment, Stores stores, Clocks clocks, Pause pause) {
        this.environment = environment;
        this.stores = stores;
        this.clocks = clocks;
        this.pause = pause;
    }

    /** Every node's row, live or not, by name. */
    public List<Heartbeat> members() {
        return stores.heartbeats().all(environment);
    }

    /**
     * Waits until every live node has swapped to revision {@code number} or a later one, or refused it. Never throws
     * {@link StoreUnavailable}: what could not be read is not acknowledged.
     *
     * @param sinceNanos ticker reading at the commit
     */
    Acknowledged revision(long number, long sinceNanos, Duration wait) {
        return watch(() -> row -> seen(row, ofRevision(row, number)), sinceNanos, wait);
    }

    /** Like {@link #revision}, for the votes on {@code candidate}. */
    Acknowledged votes(Candidate candidate, long sinceNanos, Duration wait) {
        return watch(() -> byVote(stores.candidates().votes(candidate)), sinceNanos, wait);
    }

    /** Like {@link #revision}, for an operation. */
    Acknowledged operation(long number, long sinceNanos, Duration wait) {
        return watch(
                () -> row -> new Seen(row.operation() >= number ? State.ACKNOWLEDGED : State.PENDING, Optional.empty()),
                sinceNanos,
                wait);
    }

    /** What is known of a revision now: kept receipts, and the live nodes that left none. */
    public Acknowledged of(Revision revision) {
        Map<String, NodeReceipt> known = new TreeMap<>();
        long now = clocks.wall().millis();
        List<Heartbeat> live = live(now);
        for (Heartbeat row : live) {
            Progress progress = Progress.of(row);
            Seen seen = seen(progress, ofRevision(progress, revision.number()));
            known.put(progress.node(), answer(row, seen, OptionalLong.empty()));
        }
        for (Receipt receipt : stores.receipts().of(environment, revision.number())) {
            known.put(receipt.node().name(), kept(receipt, revision));
        }
        boolean complete =
                live.stream().allMatch(row -> ofRevision(Progress.of(row), revision.number()) == State.ACKNOWLEDGED);
        return new Acknowledged(List.copyOf(known.values()), complete);
    }

    /** What a node has said, and why if it refused. */
    private record Seen(State state, Optional<Refusal> refusal) {}

    private Acknowledged watch(Supplier<Function<Progress, Seen>> judge, long sinceNanos, Duration wait) {
        Map<String, Long> arrived = new HashMap<>();
        boolean settled = wait.isZero() || glance(judge, sinceNanos, arrived);
        long elapsed = clocks.ticker().nanos() - sinceNanos;
        while (!settled && elapsed < wait.toNanos() && !Thread.currentThread().isInterrupted()) {
            long rest = elapsed < EARLY_UNTIL_NANOS ? EARLY_NANOS : LATE_NANOS;
            pause.nanos(Math.min(rest, wait.toNanos() - elapsed));
            settled = glance(judge, sinceNanos, arrived);
            elapsed = clocks.ticker().nanos() - sinceNanos;
        }
        return look(judge, sinceNanos, arrived);
    }

    /** Whether no live node is waited for any more; notes who has arrived. It is repeated, so it reads little. */
    private boolean glance(Supplier<Function<Progress, Seen>> judge, long sinceNanos, Map<String, Long> arrived) {
        try {
            Function<Progress, Seen> judging = judge.get();
            long now = clocks.wall().millis();
            boolean settled = true;
            for (Progress row : stores.heartbeats().progress(environment)) {
                if (row.live(now)) {
                    OptionalLong taken = taken(row.node(), judging.apply(row), sinceNanos, arrived);
                    settled &= taken.isPresent();
                }
            }
            return settled;
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private Acknowledged look(Supplier<Function<Progress, Seen>> judge, long sinceNanos, Map<String, Long> arrived) {
        List<NodeReceipt> receipts = new ArrayList<>();
        boolean complete = true;
        try {
            Function<Progress, Seen> judging = judge.get();
            for (Heartbeat row : live(clocks.wall().millis())) {
                Seen seen = judging.apply(Progress.of(row));
                receipts.add(answer(row, seen, taken(row.node().name(), seen, sinceNanos, arrived)));
                complete &= seen.state() == State.ACKNOWLEDGED;
            }
        } catch (StoreUnavailable e) {
            return new Acknowledged(receipts, false);
        }
        return new Acknowledged(receipts, complete);
    }

    /** Milliseconds until the node was first seen to have answered; empty while it has not. */
    private OptionalLong taken(String node, Seen seen, long sinceNanos, Map<String, Long> arrived) {
        long millis = (clocks.ticker().nanos() - sinceNanos) / 1_000_000;
        return seen.state() == State.PENDING
                ? OptionalLong.empty()
                : OptionalLong.of(arrived.computeIfAbsent(node, name -> millis));
    }

    private List<Heartbeat> live(long nowMillis) {
        return stores.heartbeats().all(environment).stream()
                .filter(row -> row.live(nowMillis))
                .toList();
    }

    private static State ofRevision(Progress row, long number) {
        if (row.revision() >= number) {
            return State.ACKNOWLEDGED;
        }
        boolean refused =
                row.refusal().filter(refusal -> refusal.revision() >= number).isPresent();
        return refused ? State.REFUSED : State.PENDING;
    }

    private static Seen seen(Progress row, State state) {
        return new Seen(state, state == State.REFUSED ? row.refusal() : Optional.empty());
    }

    private static Function<Progress, Seen> byVote(List<Vote> votes) {
        Map<String, Seen> byNode = new HashMap<>();
        votes.forEach(vote -> byNode.put(
                vote.node().name(),
                new Seen(vote.refusal().isPresent() ? State.REFUSED : State.ACKNOWLEDGED, vote.refusal())));
        return row -> byNode.getOrDefault(row.node(), new Seen(State.PENDING, Optional.empty()));
    }

    private static NodeReceipt answer(Heartbeat row, Seen seen, OptionalLong millis) {
        return new NodeReceipt(
                row.node().name(), seen.state(), row.revision(), row.hash(), row.operation(), millis, seen.refusal());
    }

    private static NodeReceipt kept(Receipt receipt, Revision revision) {
        State state = receipt.refusal().isPresent() ? State.REFUSED : State.ACKNOWLEDGED;
        OptionalLong millis = OptionalLong.of(
                Math.max(0, receipt.timeMillis() - revision.commit().timeMillis()));
        return new NodeReceipt(
                receipt.node().name(), state, receipt.revision(), receipt.hash(), 0, millis, receipt.refusal());
    }
}
