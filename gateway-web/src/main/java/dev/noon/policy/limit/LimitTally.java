package dev.noon.policy.limit;

import java.util.concurrent.atomic.LongAdder;

/** How requests fared with the limits of one type, on this node. Thread-safe. */
public final class LimitTally {
    private final LongAdder admitted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder logged = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    void admit() {
        admitted.increment();
    }

    void refuse() {
        refused.increment();
    }

    void log() {
        logged.increment();
    }

    void miss() {
        unknown.increment();
    }

    /** Were within the limit. */
    public long admitted() {
        return admitted.sum();
    }

    /** Were answered 429. */
    public long refused() {
        return refused.sum();
    }

    /** Were over the limit and passed, as the policy says. */
    public long logged() {
        return logged.sum();
    }

    /** Could not be counted where all nodes count. */
    public long unknown() {
        return unknown.sum();
    }
}
