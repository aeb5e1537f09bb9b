package dev.noon.upstream.breaker;

import dev.noon.cache.SharedStates;
import dev.noon.cache.SharedStates.State;
import dev.noon.model.Breaker;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import dev.noon.upstream.breaker.Phase.Moment;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** All breakers of a node, and what they hear of other nodes'. Thread-safe. */
public final class Breakers {
    /**
     * What breakers work with.
     *
     * @param node the node's name
     * @param background runs what tells the grid; a task may block for the grid budget
     */
    public record Surroundings(String node, SharedStates states, Executor background, Ticker ticker, WallClock clock) {}

    /** What has happened to all of them. Thread-safe. */
    public static final class Counts {
        private final LongAdder opened = new LongAdder();
        private final LongAdder tried = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder untold = new LongAdder();

        void opened() {
            opened.increment();
        }

        void tried() {
            tried.increment();
        }

        void untold() {
            untold.increment();
        }

        /** A request found every target's breaker open. */
        public void refused() {
            refused.increment();
        }

        /** How often this node has opened one that was closed. */
        public long openedSoFar() {
            return opened.sum();
        }

        /** How often this node has tried a target. */
        public long triedSoFar() {
            return tried.sum();
        }

        /** How many requests were sent nowhere. */
        public long refusedSoFar() {
            return refused.sum();
        }

        /** How often the grid could not be told at once. */
        public long untoldSoFar() {
            return untold.sum();
        }
    }

    /**
     * What there is to see of one breaker.
     *
     * @param state {@code closed}, {@code open} or {@code half-open}
     * @param failedTries tries in a row that have failed
     * @param retryMillis milliseconds until the target may be tried again; 0 if it is closed or that is now
     * @param node the node that changed the state last; empty if none ever did
     * @param sinceMillis when, by that node's clock, since the epoch; 0 if never
     * @param known whether the other nodes know
     */
    public record Report(
            String upstream,
            String target,
            String state,
            int failedTries,
            long retryMillis,
            String node,
            long sinceMillis,
            boolean known) {}

    private final Surroundings around;
    private final Counts counts = new Counts();
    private final ConcurrentMap<String, TargetBreaker> breakers = new ConcurrentHashMap<>();

    public Breakers(Surroundings around) {
        this.around = around;
        around.states().listen(this::heard);
    }

    /** The breaker of one target, closed until the grid says otherwise. */
    public TargetBreaker open(String upstream, String target, Breaker settings) {
        String hash = UUID.nameUUIDFromBytes(settings.text().getBytes(StandardCharsets.UTF_8))
                .toString();
        TargetBreaker.Id id = new TargetBreaker.Id(upstream, target, upstream + " " + target + " " + hash);
        TargetBreaker made = new TargetBreaker(id, settings, this);
        breakers.put(id.key(), made);
        return made;
    }

    /** Asks the grid what the other nodes know; about once a second. Never blocks. */
    public void poll() {
        if (!breakers.isEmpty()) {
            around.states().ask(breakers.keySet(), this::heard);
        }
    }

    /** Closes those of {@code upstream}; of one target, or of all if {@code target} is empty; all if both are. */
    public void reset(String upstream, String target) {
        for (TargetBreaker breaker : breakers.values()) {
            boolean meant = (upstream.isEmpty() || breaker.id().upstream().equals(upstream))
                    && (target.isEmpty() || breaker.id().target().equals(target));
            if (meant) {
                breaker.reset();
            }
        }
    }

    /** Every breaker, by upstream and target. */
    public List<Report> list() {
        return breakers.values().stream()
                .map(this::report)
                .sorted(Comparator.comparing(Report::upstream).thenComparing(Report::target))
                .collect(Collectors.toUnmodifiableList());
    }

    /** How many are not closed. */
    public long notClosed() {
        return breakers.values().stream().filter(breaker -> !breaker.isClosed()).count();
    }

    public Counts counts() {
        return counts;
    }

    SharedStates states() {
        return around.states();
    }

    Executor background() {
        return around.background();
    }

    String node() {
        return around.node();
    }

    long nanos() {
        return around.ticker().nanos();
    }

    Moment moment() {
        return new Moment(around.node(), nanos(), around.clock().millis());
    }

    void forget(TargetBreaker breaker) {
        breakers.remove(breaker.id().key(), breaker);
    }

    private void heard(String key, State state) {
        TargetBreaker breaker = breakers.get(key);
        if (breaker != null) {
            breaker.heard(state);
        }
    }

    private Report report(TargetBreaker breaker) {
        Phase phase = breaker.phase();
        long left = phase.isClosed() ? 0 : Math.max(0, (phase.untilNanos() - nanos()) / 1_000_000);
        return new Report(
                breaker.id().upstream(),
                breaker.id().target(),
                phase.kind().text(),
                phase.failedTries(),
                left,
                phase.node(),
                phase.sinceMillis(),
                phase.known());
    }
}
