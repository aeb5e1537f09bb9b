package dev.noon.model.policy;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import java.time.Duration;

/** What is done when a limit is reached, when the grid is away, and when the limit itself changes. */
public record Reaction(OnLimit onLimit, GridAway onGridAway, LimitChange onLimitChange) {
    /** What happens to a request that is over the limit. */
    public sealed interface OnLimit {
        /** It is answered 429. */
        record Reject() implements OnLimit {}

        /** It passes, and is noted. */
        record Log() implements OnLimit {}

        /**
         * It waits for units; where that would take too long, or too many wait, it is answered 429.
         *
         * @param atMost longest wait; 1 ms to one minute
         * @param waiting most requests of one node that wait at a time; 1 to {@link #MOST_WAITING}
         */
        record Delay(Duration atMost, int waiting) implements OnLimit {
            /** Most requests that may be allowed to wait. */
            public static final int MOST_WAITING = 10_000;

            /** How many may wait where nothing is written. */
            public static final int DEFAULT_WAITING = 100;

            public Delay {
                Guard.check("onLimit.atMost", DurationText.fault(atMost, Duration.ofMillis(1), Duration.ofMinutes(1)));
                if (waiting < 1 || waiting > MOST_WAITING) {
                    throw new IllegalArgumentException(
                            "onLimit.waiting is " + waiting + "; expected a whole number from 1 to " + MOST_WAITING);
                }
            }
        }
    }

    /** What counts while the counter cannot be reached. */
    public enum GridAway {
        /** Nothing: every request passes. */
        OPEN,
        /** Nothing: no request passes. */
        CLOSED,
        /** Every node counts by itself up to the whole limit. */
        LOCAL
    }

    /** What becomes of counters in use when their limit changes. */
    public enum LimitChange {
        /** What was used stays used. */
        PRESERVE,
        /** The share that was used stays used. */
        RESCALE,
        /** What was used stays used, up to the new limit. */
        CLAMP,
        /** Counting begins anew. */
        RESET
    }
}
