package dev.noon.cache;

/**
 * What one exchange has waited for the grid so far: all its calls together wait no longer than the grid budget. Confined
 * to the exchange.
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
