package dev.noon.policy.limit;

import dev.noon.counter.CounterId;
import dev.noon.counter.Counters;
import dev.noon.counter.Counters.Look;
import dev.noon.counter.KeptRecords;
import dev.noon.counter.KeptRecords.FlushFigures;
import dev.noon.counter.Permit;
import dev.noon.counter.Resets;
import dev.noon.counter.Standing;
import dev.noon.counter.Terms;
import dev.noon.counter.Windows;
import dev.noon.model.policy.Counting.Mode;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.Reaction.GridAway;
import dev.noon.model.policy.ThrottleSpec;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the limits of a node share. Thread-safe. */
public final class LimitNode {
    /** A node keeps what it has taken in advance for so long although nobody asks for it. */
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** For so long a second's counts are written, if they are that many. */
    private static final Duration WRITES = Duration.ofSeconds(1);
    /** For so long a node that leaves writes what it has counted. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    /**
     * The counters.
     *
     * @param throttles of throttles
     * @param exact of quotas that are counted one by one
     * @param leased of quotas that are counted in advance
     * @param alone of this node alone, for when the others cannot be reached
     * @param resets which of all these operators have emptied
     */
    public record Kept(Counters throttles, Counters exact, Counters leased, Counters alone, Resets resets) {
        Stream<Counters> all() {
            return Stream.of(throttles, exact, leased, alone);
        }
    }

    /** How requests wait. */
    public record Waiting(Ticker ticker, Counters.Pause pause) {}

    private final Kept kept;
    private final KeptRecords behind;
    private final Waiting waiting;
    private final LimitTally throttles = new LimitTally();
    private final LimitTally quotas = new LimitTally();

    /** @param behind the records of exact quotas, which are written to the store a little later */
    public LimitNode(Kept kept, KeptRecords behind, Waiting waiting) {
        this.kept = kept;
        this.behind = behind;
        this.waiting = waiting;
    }

    /** Counts a request where all nodes count, or else here, if the limit says so. */
    Permit take(LimitSpec spec, CounterId id, Windows windows, Terms terms) {
        Permit permit = counters(spec).take(id, windows, terms);
        if (permit instanceof Permit.Unknown) {
            tally(spec).miss();
            if (spec.reaction().onGridAway() == GridAway.LOCAL) {
                kept.alone().begin(id, windows, terms, () -> counters(spec).standing(id));
                return kept.alone().take(id, windows, terms);
            }
        }
        return permit;
    }

    /**
     * How the counter of a limit stands, without counting.
     *
     * @param counter what its counters are known by, as {@link LimitPolicy} was told
     * @param identity hash of whose
     */
    public Look look(LimitSpec spec, String counter, String identity) {
        return counters(spec).look(CounterId.limit(counter), identity, Alignment.of(spec));
    }

    /** How counters stood that this node was asked for lately. */
    public List<Standing> standings() {
        return kept.all().flatMap(counters -> counters.standings().stream()).toList();
    }

    /** How many of the throttles' counters were nearly or wholly used up lately. */
    public long throttlesNear() {
        return near(Stream.of(kept.throttles()));
    }

    /** How many of the quotas' counters are nearly or wholly used up. */
    public long quotasNear() {
        return near(Stream.of(kept.exact(), kept.leased()));
    }

    private static long near(Stream<Counters> counters) {
        return counters.flatMap(some -> some.standings().stream())
                .filter(Standing::isNear)
                .count();
    }

    /** Empties counters on an operator's word, which every node hears; see {@link Resets#reset}. */
    public void reset(String limit, String identity, long operation) {
        kept.resets().reset(limit, identity, operation);
        kept.all().forEach(counters -> counters.forget(limit, identity));
    }

    /** Whose requests are counted, hashed. */
    String shown(LimitSpec spec, CounterId id) {
        return counters(spec).shown(id);
    }

    private Counters counters(LimitSpec spec) {
        if (spec instanceof ThrottleSpec) {
            return kept.throttles();
        }
        return spec.counting().mode() == Mode.LEASED ? kept.leased() : kept.exact();
    }

    Waiting waiting() {
        return waiting;
    }

    LimitTally tally(LimitSpec spec) {
        return spec instanceof ThrottleSpec ? throttles : quotas;
    }

    /** How requests fared with throttles. */
    public LimitTally throttles() {
        return throttles;
    }

    /** How requests fared with quotas. */
    public LimitTally quotas() {
        return quotas;
    }

    /** Writes down what exact quotas have counted, and gives back what was taken in advance for nobody; for a timer of its own, since it waits for both. */
    public void everySecond() {
        behind.flushFor(WRITES);
        kept.all().forEach(counters -> counters.sweep(IDLE));
    }

    /** How far the store is behind what exact quotas have counted. */
    public FlushFigures behind() {
        return behind.figures();
    }

    /** Gives back all that was taken in advance and writes down what was counted, before the node leaves. */
    public void close() {
        kept.all().forEach(Counters::close);
        behind.flushFor(LAST_WRITES);
    }

    /** Units that were taken in advance and are not spent: lost if the node dies now. */
    public long inAdvance() {
        return kept.all().mapToLong(Counters::inAdvance).sum();
    }

    /** How many counters were asked for lately. */
    public long inUse() {
        return kept.all().mapToLong(Counters::inUse).sum();
    }

    /** How often nodes were in each other's way at a counter. */
    public long collisions() {
        return kept.all().mapToLong(Counters::collisions).sum();
    }
}
