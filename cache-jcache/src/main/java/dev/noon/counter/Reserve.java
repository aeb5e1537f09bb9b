package dev.noon.counter;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a node has taken in advance. Thread-safe; each unit is spent, or taken out to be given back, once. */
final class Reserve {
    /** Nothing, and nothing was taken before. */
    static final Reserve NONE = new Reserve(new Seen(0, 0, 0, 0, 0, 0, 0, 1), 0, 0, 0);

    /**
     * The counter when it was taken.
     *
     * @param startMillis where the bucket begins that it was taken in
     * @param endMillis where that ends
     * @param lastMillis when nothing is spent any more
     * @param wording of the terms that it was taken under
     * @param reset number of the command that had emptied it last
     * @param left units that nobody had taken
     * @param freeMillis when all that was used then is free again
     */
    record Seen(
            long startMillis,
            long endMillis,
            long lastMillis,
            int wording,
            long reset,
            long left,
            long freeMillis,
            long windowSeconds) {}

    private final Seen seen;
    private final long block;
    private final long taken;
    private final AtomicLong units;
    private volatile boolean last;

    /**
     * @param taken units that were taken
     * @param block how many were wanted
     */
    Reserve(Seen seen, long block, long taken, long units) {
        this.seen = seen;
        this.block = block;
        this.taken = taken;
        this.units = new AtomicLong(units);
    }

    /** Units that are not spent. */
    long units() {
        return units.get();
    }

    /** Where the bucket begins that they were taken in. */
    long startMillis() {
        return seen.startMillis();
    }

    /** Number of the command that had emptied the counter last when they were taken; what was taken before another counts no more. */
    long reset() {
        return seen.reset();
    }

    /** Takes out what is not spent, to be given back. */
    Reserve drained() {
        return new Reserve(seen, block, taken, units.getAndSet(0));
    }

    /** Lets a request have what it takes; empty if there is not as much, or not for it. */
    Optional<Permit> spend(Terms terms, long nowMillis) {
        if (!terms.leased()
                || terms.wording() != seen.wording()
                || nowMillis >= seen.lastMillis()
                || nowMillis < seen.startMillis()) {
            return Optional.empty();
        }
        long had = units.get();
        while (had >= terms.cost()) {
            if (units.compareAndSet(had, had - terms.cost())) {
                return Optional.of(new Permit.Counted(
                        true,
                        seen.left() + had - terms.cost(),
                        Math.max(0, seen.freeMillis() - nowMillis),
                        0,
                        seen.windowSeconds()));
            }
            had = units.get();
        }
        return Optional.empty();
    }

    /** Whether it is time to take more, so that nobody waits for it later: its bucket is over, or little is left. */
    boolean wantsMore(long nowMillis) {
        return taken > 1 && !last && (isOver(nowMillis) || units.get() * 4 < taken);
    }

    /** There is no more to be had for now. */
    void isLast() {
        last = true;
    }

    /**
     * How many units to take in advance next: more if they are spent in time, fewer if most are left when the bucket is over, and none
     * for somebody who asks for the first time.
     *
     * @param wanted what those take who wait now
     */
    long nextBlock(long wanted, long nowMillis) {
        if (seen.endMillis() == 0) {
            return 0;
        }
        long unspent = units.get();
        boolean over = isOver(nowMillis);
        if (unspent == 0 || (!over && (unspent < wanted || unspent * 4 <= taken))) {
            return Math.max(wanted, Math.max(1, 2 * block));
        }
        return over && unspent * 4 > taken * 3 ? block / 2 : block;
    }

    /** Whether the bucket has ended that they were taken in: they are spent for a while yet, or not at all. */
    boolean isOver(long nowMillis) {
        return nowMillis >= seen.endMillis();
    }
}
