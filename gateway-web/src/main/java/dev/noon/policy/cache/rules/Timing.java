package dev.noon.policy.cache.rules;

/**
 * When an answer was fetched.
 *
 * @param requestMillis wall-clock time at which the upstream was asked
 * @param responseMillis wall-clock time at which the header of its answer was there; what is kept counts from it
 * @param chance random, from 0 to below 1; spreads lives apart where a policy wants that
 */
public record Timing(long requestMillis, long responseMillis, double chance) {
    public Timing {
        if (!(chance >= 0 && chance < 1)) {
            throw new IllegalArgumentException("chance is " + chance + "; must be from 0 to below 1");
        }
    }

    /** How long the upstream took to answer, never negative: clocks step back. */
    long delayMillis() {
        return Math.max(0, responseMillis - requestMillis);
    }
}
