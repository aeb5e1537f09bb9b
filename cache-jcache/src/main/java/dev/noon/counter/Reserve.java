package dev.noon.counter;

import java.util.Optional;

/** What a node has taken in advance. Confined to the lock of its {@link Line}. */
final class Reserve {
    /** Nothing, and nothing was taken before. */
    static final Reserve NONE = new Reserve(new Seen(0, 0, 0, 0, 0, 0, 1), 0, 0, 0);

    /**
     * The counter when it was taken.
     *
     * @param startMillis where the bucket begins that it was taken in
     * @param endMillis where that ends; nothing is spent afterwards
     * @param wording of the terms that it was taken under
     * @param reset number of the command that had emptied it last
     * @param left units that nobody had taken
     * @param freeMillis when all that was used then is free again
     */
    record Seen(
            long startMillis,
            long endMillis,
            int wording,
            long reset,
            long left,
            long freeMillis,
            long windowSeconds) {}

    private final Seen seen;
    private final long block;
    private final long taken;
    private long units;

    /**
     * @param taken units that were taken
     * @param block how many were wanted
     */
    Reserve(Seen seen, long block, long taken, long units) {
        this.seen = seen;
        this.block = block;
        this.taken = taken;
        this.units = units;
    }

    /** Units that are not spent. */
    long units() {
        return units;
    }

    /** Where the bucket begins that they were taken in. */
    long startMillis() {
        return seen.startMillis();
    }

    /** Number of the command that had emptied the counter last when they were taken; what was taken before another counts no more. */
    long reset() {
        return seen.reset();
    }

    /** Lets a request have what it takes; empty if there is not as much, or not for it. */
    Optional<Permit> spend(Terms terms, long nowMillis) {
        if (units < terms.cost()
                || !terms.leased()
                || terms.wording() != seen.wording()
                || nowMillis >= seen.endMillis()
                || nowMillis < seen.startMillis()) {
            return Optional.empty();
        }
        units -= terms.cost();
        return Optional.of(new Permit.Counted(
                true, seen.left() + units, Math.max(0, seen.freeMillis() - nowMillis), 0, seen.windowSeconds()));
    }

    /**
     * How many units to take in advance next: more while they are spent in time, fewer when they are not, and none for somebody
     * who asks for the first time.
     *
     * @param wanted what those take who wait now
     */
    long nextBlock(long wanted, long nowMillis) {
        if (seen.endMillis() == 0) {
            return 0;
        }
        boolean inTime = nowMillis < seen.endMillis();
        if (inTime || units == 0) {
            return Math.max(wanted, Math.max(1, 2 * block));
        }
        return units * 2 > taken ? block / 2 : block;
    }
}
