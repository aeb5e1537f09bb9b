package dev.noon.cache;

/**
 * What has been waited for the grid so far in one undertaking, a look or a store: all its calls together wait no longer
 * than the grid budget. Once one of them has waited in vain, what is stored afterwards is sent and not waited for. Confined to
 * its thread.
 */
public final class Patience {
    private long spentNanos;
    private boolean over;
    private final boolean insists;

    /** Of somebody who asks only members that answer. */
    public Patience() {
        this(false);
    }

    private Patience(boolean insists) {
        this.insists = insists;
    }

    /** Of somebody who asks also a member that others are spared. */
    public static Patience insisting() {
        return new Patience(true);
    }

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

    /** Whether also a member is asked that has not answered lately. */
    public boolean insists() {
        return insists;
    }

    /** For what the exchange undertakes next. */
    public Patience next() {
        return over ? this : new Patience();
    }
}
