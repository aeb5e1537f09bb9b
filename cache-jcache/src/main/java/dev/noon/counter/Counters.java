package dev.noon.counter;

import dev.noon.cache.SharedRecords;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

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
    private final LongAdder collisions = new LongAdder();

    /**
     * What counters work with.
     *
     * @param records where they are shared
     * @param clock the time that windows go by: the same on every node, whatever its own clock says
     * @param members how many nodes share them
     * @param grace how long a record is kept that counts no more: by more than any clock is wrong that says when it is over
     * @param pause waits so many nanoseconds, or shorter
     */
    public record Around(SharedRecords records, WallClock clock, IntSupplier members, Duration grace, Pause pause) {}

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
        return Usage::compareAge;
    }

    /** Counts a request. */
    public Permit take(CounterId id, Windows windows, Terms terms) {
        while (true) {
            Line line = lines.computeIfAbsent(id, fresh -> new Line(fresh, windows, around, collisions));
            Permit permit = line.take(terms);
            if (permit != Line.CLOSED) {
                return permit;
            }
            lines.remove(id, line);
        }
    }

    /** A hash of whose requests {@code id} counts, which may be shown: it tells somebody apart without saying who it is. */
    public String shown(CounterId id) {
        Line line = lines.get(id);
        return line == null ? id.shown() : id.shown(line.key());
    }

    /**
     * Gives back what has been taken in advance and is not needed, and forgets those whom nobody asks for; for a timer.
     *
     * @param idle how long nobody has asked
     */
    public void sweep(Duration idle) {
        lines.forEach((id, line) -> {
            if (line.close(idle.toMillis())) {
                lines.remove(id, line);
            }
        });
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
