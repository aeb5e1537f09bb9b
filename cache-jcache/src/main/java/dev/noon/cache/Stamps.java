package dev.noon.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The purges that this node knows of. A purge is a number, its place in the environment's operation
 * log; an entry remembers the number that was in force when its fill began, and is valid as long as
 * no purge of anything it belongs to has a higher one. So a purge costs the same however many
 * entries it voids, in every tier, and reaches fills that are still in flight. Thread-safe; numbers
 * only rise, so a purge that arrives twice or late changes nothing it should not.
 */
public final class Stamps {
    /**
     * Longest that anything is kept, milliseconds: 30 days of freshness, seven in which it may stand in for what cannot be
     * fetched, and a day to spare. Older stamps are forgotten.
     */
    public static final long LONGEST_LIFE_MILLIS = 38L * 24 * 60 * 60 * 1000;

    private static final long MARK_EVERY_MILLIS = 60L * 60 * 1000;

    /** What purges leave of an entry. */
    public enum Verdict {
        /** No purge is about it. */
        VALID,
        /** A soft purge is about it: it counts as no longer fresh. */
        STALE,
        /** A purge is about it: it must not be served in any way. */
        VOID
    }

    /** How many stamps are kept apart before what contains them is stamped, in each proxy and over all. */
    record Bounds(int prefixes, int endpoints, int tags, int keys) {
        static final Bounds DEFAULT = new Bounds(64, 10_000, 100_000, 100_000);
    }

    /** Which number the log had come to at a time. */
    private record Mark(long timeMillis, long operation) {}

    private final AtomicLong operation = new AtomicLong();
    /** The highest stamp of all: entries that began at or after it need no further question. */
    private final AtomicLong newest = new AtomicLong();

    private final StampSet hard;
    private final StampSet soft;
    // Guarded by this.
    private final Deque<Mark> marks = new ArrayDeque<>();

    public Stamps() {
        this(Bounds.DEFAULT);
    }

    Stamps(Bounds bounds) {
        this.hard = new StampSet(bounds);
        this.soft = new StampSet(bounds);
    }

    /**
     * Voids what {@code selection} names and whose fill began before {@code op}. Callers advance to {@code op} afterwards.
     *
     * @param softly whether it only counts as no longer fresh
     * @param timeMillis time of the purge, milliseconds since the epoch
     */
    public synchronized void purge(Selection selection, boolean softly, long op, long timeMillis) {
        (softly ? soft : hard).raise(selection, op);
        raise(newest, op);
        forgetBefore(timeMillis - LONGEST_LIFE_MILLIS);
        if (marks.isEmpty() || marks.getLast().timeMillis() <= timeMillis - MARK_EVERY_MILLIS) {
            marks.addLast(new Mark(timeMillis, op));
        }
    }

    /** Voids every entry whose fill began before {@code op}, now. Callers advance to {@code op} afterwards. */
    public void purgeAll(long op) {
        purge(Selection.all(), false, op, 0);
    }

    /** Voids every entry of {@code proxy} whose fill began before {@code op}. Callers advance to {@code op} afterwards. */
    public void purgeProxy(String proxy, long op) {
        purge(Selection.proxy(proxy), false, op, 0);
    }

    /**
     * Declares that every operation up to and including {@code op} has been applied here. Must come
     * after the purges among them: receipts report this number.
     */
    public void advanceTo(long op) {
        raise(operation, op);
    }

    /** The last operation applied here; 0 before the first. */
    public long operation() {
        return operation.get();
    }

    /** What the purges leave of an entry under {@code key}: one volatile read if it began after the last of them. */
    public Verdict judge(CacheKey key, Provenance provenance) {
        return provenance.operation() >= newest.get() ? Verdict.VALID : judgeOlder(key, provenance);
    }

    /** How many stamps are kept apart. */
    long size() {
        return hard.size() + soft.size();
    }

    private Verdict judgeOlder(CacheKey key, Provenance provenance) {
        if (hard.covers(key, provenance)) {
            return Verdict.VOID;
        }
        return soft.covers(key, provenance) ? Verdict.STALE : Verdict.VALID;
    }

    /** What began before such a mark has been forgotten by every tier; if clocks were wrong, it is void from now on. */
    private void forgetBefore(long timeMillis) {
        long over = 0;
        while (!marks.isEmpty() && marks.getFirst().timeMillis() < timeMillis) {
            over = marks.removeFirst().operation();
        }
        if (over > 0) {
            hard.forget(over);
            soft.forget(over);
        }
    }

    private static void raise(AtomicLong stamp, long op) {
        stamp.accumulateAndGet(op, Math::max);
    }
}
