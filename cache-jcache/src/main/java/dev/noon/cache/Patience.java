package dev.noon.cache;

/**
 * What has been waited for the grid so far in one undertaking, a look or a store: all its calls together wait no longer
 * than the grid budget. Once one of them has waited in vain, what is stored afterwards is sent and not waited for. Confined to
 * its thread.
 */
public final class Patience {
    private long spentNanos;
    private boolean over;

    /** What is left of a budget, nanoseconds; zero or less when nothing is. */
    public long leftNanos(long budgetNanos) {
        return over ? 0 : budgetNanos - spentNanos;
    }

    /** A call has waited that long. */
    public void spend(long nanos) {
        spentNanos += nanos;
    }

    /** A call has waited in vain. */
    public void end() {
        over = true;
    }

    /** For what the exchange undertakes next. */
    public Patience next() {
        return over ? this : new Patience();
    }
}
