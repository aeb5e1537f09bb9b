package dev.noon.exchange;

/**
 * Where a compiled route keeps the way to its counters, which live outside the snapshot and outlast it. Thread-safe: one
 * volatile reference; two threads that fill it at once put the same in.
 */
public final class TallySlot {
    private volatile RouteTally tally = RouteTally.NONE;

    /** Who counts; {@link RouteTally#NONE} before anybody does. */
    public RouteTally get() {
        return tally;
    }

    public void put(RouteTally counting) {
        tally = counting;
    }
}
