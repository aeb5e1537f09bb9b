package dev.noon.policy.cache.rules;

/**
 * Where RFC 9111 leaves a choice.
 *
 * @param keying what the keys tell apart
 * @param grace what may be done with stale answers that do not say themselves
 * @param otherwise lives of answers that do not say how long they live; {@link TtlRules#NONE} gives them none
 * @param heuristic whether such an answer lives for a tenth of the time since its {@code Last-Modified}, a day at most, where
 *     its status allows that (section 4.2.2)
 * @param mostMillis longest life, and longest time that anything is kept past it; more than zero
 * @param refresh whether clients that the gateway knows may insist on fresher answers than the cache would serve
 */
public record HttpOptions(
        Keying keying, Grace grace, TtlRules otherwise, boolean heuristic, long mostMillis, boolean refresh) {
    /** How long past its life an answer is kept to be validated where nothing else is said: an hour. */
    public static final long VALIDATED_MILLIS = 3_600_000;

    public HttpOptions {
        if (mostMillis <= 0) {
            throw new IllegalArgumentException("longest life is " + mostMillis + " ms; must be more than zero");
        }
    }
}
