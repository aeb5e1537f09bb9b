package dev.noon.counter;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.counter.Marks.Mark;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The counters of limits, one record each that all nodes share. Of any number of requests on all nodes those that are admitted
 * together take no more than the limit in a window, as long as the record is kept: each is counted by a compare-and-set next to it,
 * in which those that wait on a node for the same counter take part together. A leased counter is counted in advance: a node takes
 * more than it needs, and spends it by itself.
 *
 * <p>Thread-safe. A call waits for the record as long as its keeper's budget allows, and longer only for others who change the same
 * one.
 */
public final class Counters {
    /** A node's share of what is left is at most that part of a limit. */
    public static final int SHARES = 10;

    private final Around around;
    private final ConcurrentMap<CounterId, Line> lines = new ConcurrentHashMap<>();
    private final Standings standings = new Standings();
    private final LongAdder collisions = new LongAdder();
    private final int writer = ThreadLocalRandom.current().nextInt();
    private final AtomicInteger changes = new AtomicInteger();

    /**
     * What counters work with.
     *
     * @param records where they are shared
     * @param clock the time that windows go by: the same on every node, whatever its own clock says
     * @param members how many nodes share them
     * @param resets which of them operators have emptied
     * @param grace how long a record is kept that counts no more: by more than any clock is wrong that says when it is over
     * @param pause waits so many nanoseconds, or shorter
     */
    public record Around(
            SharedRecords records, WallClock clock, IntSupplier members, Resets resets, Duration grace, Pause pause) {}

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after so many nanoseconds, or earlier. */
        void nanos(long nanos);
    }

    public Counters(Around around) {
        this.around = around;
    }

    /** Orders the records of one counter by age, the newest last, as long as nothing is ever given back. */
    public static Comparator<byte[]> byAge() {
        return UsageCodec::compareAge;
    }

    /** Counts a request. */
    public Permit take(CounterId id, Windows windows, Terms terms) {
        while (true) {
            Line known = lines.get(id);
            Line line = known != null
                    ? known
                    : lines.computeIfAbsent(id, fresh -> new Line(fresh, windows, around, collisions, this::mark));
            Permit permit = line.take(terms);
            if (permit != Line.CLOSED) {
                return permit;
            }
            lines.remove(id, line);
        }
    }

    /** How a counter stood when this node counted last, as far as that is remembered. */
    public Optional<Standing> standing(CounterId id) {
        Line line = lines.get(id);
        return line == null ? standings.find(id.key()) : line.told().standing();
    }

    /** Lets a counter that this node has not been asked for lately, and that has no record, begin with what was used elsewhere. */
    public void begin(CounterId id, Windows windows, Terms terms, Supplier<Optional<Standing>> elsewhere) {
        if (lines.containsKey(id)) {
            return;
        }
        long now = around.clock().millis();
        elsewhere.get().filter(standing -> standing.freeMillis() > now).ifPresent(standing -> {
            Usage usage = Usage.none(windows, now, terms).plus(standing.used());
            Duration lasting = Duration.ofMillis(usage.lastsMillis(now)).plus(around.grace());
            around.records().create(id.key(), UsageCodec.encode(usage.marked(mark())), lasting, new Patience());
        });
    }

    private Mark mark() {
        return new Mark(writer, changes.incrementAndGet());
    }

    /** A hash of whose requests {@code id} counts; see {@link Whose#hash()}. */
    public String shown(CounterId id) {
        Line line = lines.get(id);
        return line == null ? id.whose().hash() : line.identity();
    }

    /**
     * How a counter stands, without counting.
     *
     * @param limit which limit; see {@link CounterId#limit(String)}
     * @param identity hash of whose; see {@link Whose#hash()}
     */
    public Look look(String limit, String identity, Windows windows) {
        String key = CounterId.key(limit, identity);
        Known known = new Writer(key, around.records()).find();
        if (known instanceof Known.Away) {
            return new Look.Unknown();
        }
        long now = around.clock().millis();
        return known.record()
                .flatMap(record -> UsageCodec.decode(record, windows))
                .map(usage -> usage.at(now).emptied(around.resets().of(limit, key)))
                .<Look>map(usage -> new Look.Found(new Standing(
                        limit,
                        identity,
                        "",
                        usage.under().limit(),
                        Math.max(0, usage.under().limit() - usage.used(now)),
                        now,
                        now + usage.resetMillis(now),
                        0)))
                .orElseGet(Look.Nothing::new);
    }

    /** What is found of a counter. */
    public sealed interface Look {
        /** It stands like that; what nodes have taken in advance counts as used. */
        record Found(Standing standing) implements Look {}

        /** Nobody has asked, or it is over and forgotten. */
        record Nothing() implements Look {}

        /** It cannot be reached. */
        record Unknown() implements Look {}
    }

    /**
     * Notes how counters stand, gives back what has been taken in advance and is not needed, and forgets those whom nobody asks for;
     * for a timer.
     *
     * @param idle how long nobody has asked
     */
    public void sweep(Duration idle) {
        lines.forEach((id, line) -> {
            line.told().news().ifPresent(standings::note);
            if (line.close(idle.toMillis())) {
                lines.remove(id, line);
            }
        });
        standings.trim(around.clock().millis());
    }

    /** How counters stood that this node was asked for lately: those nearest to their limits, if there are many. */
    public List<Standing> standings() {
        return standings.current(around.clock().millis());
    }

    /** Those that an operator has emptied no longer stand as they did; see {@link Resets#reset}. */
    public void forget(String limit, String identity) {
        standings.forget(limit, identity);
    }

    /** Gives back everything that has been taken in advance, before the node leaves. */
    public void close() {
        sweep(Duration.ofMillis(-1));
    }

    /** Units that this node has taken in advance and not spent: lost if it dies now. */
    public long inAdvance() {
        return lines.values().stream().mapToLong(Line::inAdvance).sum();
    }

    /** How many counters this node has been asked for lately. */
    public int inUse() {
        return lines.size();
    }

    /** How often another node had changed a counter in between, so that it was read again. */
    public long collisions() {
        return collisions.sum();
    }
}
