package dev.noon.policy.idempotency;

import dev.noon.cache.SharedRecords;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What a node knows of requests with a key, and what has happened to its records of them. Thread-safe. */
public final class Repetitions {
    private final SharedRecords records;
    private final Supplier<byte[]> tokens;
    private final LongAdder lost = new LongAdder();

    /** @param tokens makes 16 bytes that nobody else makes */
    public Repetitions(SharedRecords records, Supplier<byte[]> tokens) {
        this.records = records;
        this.tokens = tokens;
    }

    /** How many requests had their effect and could not be noted in time, because the grid did not answer. */
    public long lostSoFar() {
        return lost.sum();
    }

    SharedRecords records() {
        return records;
    }

    byte[] token() {
        return tokens.get();
    }

    void lost() {
        lost.increment();
    }
}
