package dev.noon.cache;

/**
 * What has been waited for the grid so far in one undertaking, a look or a store: all its calls together wait no longer
 * than the grid budget. Confined to its thread.
 */
public final class Patience {
    private long spentNanos;

    /** What is left of a budget, nanoseconds; zero or less when nothing is. */
    public long leftNanos(long budgetNanos) {
        return budgetNanos - spentNanos;
    }

    /** A call has waited that long. */
    public void spend(long nanos) {
        spentNanos += nanos;
    }
}
