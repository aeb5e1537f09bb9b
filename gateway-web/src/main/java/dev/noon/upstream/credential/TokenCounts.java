package dev.noon.upstream.credential;

import java.util.concurrent.atomic.LongAdder;

/** How fetching tokens, or documents, went on this node. Thread-safe. */
public final class TokenCounts {
    private final LongAdder fetched = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void fetched() {
        fetched.increment();
    }

    void failed() {
        failed.increment();
    }

    /** Counts one fetch. */
    public void count(boolean well) {
        (well ? fetched : failed).increment();
    }

    /** How many were fetched. */
    public long fetchedSoFar() {
        return fetched.sum();
    }

    /** How many fetches brought none. */
    public long failedSoFar() {
        return failed.sum();
    }
}
