package dev.noon.counter;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How those who asked for one counter on a node were counted last, for whoever lists counters. Thread-safe. */
final class Told {
    private final CounterId id;
    private final String identity;
    private volatile @Nullable Last last;
    private @Nullable Last reported;
    private final LongAdder over = new LongAdder();

    /** How somebody was counted. */
    private record Last(Permit.Counted permit, long limit, long atMillis) {}

    /** @param identity see {@link Whose#hash()} */
    Told(CounterId id, String identity) {
        this.id = id;
        this.identity = identity;
    }

    void note(Terms terms, Permit permit, long nowMillis) {
        if (permit instanceof Permit.Counted counted) {
            if (!counted.admitted()) {
                over.increment();
            }
            last = new Last(counted, terms.limit(), nowMillis);
        }
    }

    /** How the counter stood when it was counted last, if it was since this was called last. */
    synchronized Optional<Standing> news() {
        Last newest = last;
        if (newest == reported) {
            return Optional.empty();
        }
        reported = newest;
        return standing(newest, over.sumThenReset());
    }

    /** How the counter stood when it was counted last; empty if it never was. */
    Optional<Standing> standing() {
        return standing(last, over.sum());
    }

    private Optional<Standing> standing(@Nullable Last counted, long overLimit) {
        return Optional.ofNullable(counted)
                .map(seen -> new Standing(
                        id.limit(),
                        identity,
                        id.whose().shown(),
                        seen.limit(),
                        seen.permit().left(),
                        seen.atMillis(),
                        seen.atMillis() + seen.permit().resetMillis(),
                        overLimit));
    }
}
