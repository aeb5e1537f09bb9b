package dev.noon.observe;

import dev.noon.exchange.Cause;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one revision did on one route: replies by cause and first digit of their status, with an adder only where
 * something was counted. Thread-safe; counting is one increment.
 */
final class Era {
    /** First digits of statuses; 0 is for clients that got none. */
    static final int DIGITS = 6;

    private static final int CAUSES = Cause.values().length;

    private final long revision;
    private final AtomicReferenceArray<LongAdder> counts = new AtomicReferenceArray<>(CAUSES * DIGITS);

    Era(long revision) {
        this.revision = revision;
    }

    long revision() {
        return revision;
    }

    void count(Cause cause, int status) {
        at(cause.ordinal() * DIGITS + digit(status)).increment();
    }

    /** Replies for that cause whose status began with that digit. */
    long replies(Cause cause, int digit) {
        LongAdder adder = counts.get(cause.ordinal() * DIGITS + digit);
        return adder == null ? 0 : adder.sum();
    }

    /** Takes over what another one has counted, which must not count any more. */
    void add(Era other) {
        for (int i = 0; i < CAUSES * DIGITS; i++) {
            LongAdder adder = other.counts.get(i);
            if (adder != null) {
                at(i).add(adder.sum());
            }
        }
    }

    private LongAdder at(int place) {
        LongAdder adder = counts.get(place);
        if (adder != null) {
            return adder;
        }
        counts.compareAndSet(place, null, new LongAdder());
        return counts.get(place);
    }

    private static int digit(int status) {
        return Math.min(DIGITS - 1, status / 100);
    }
}
