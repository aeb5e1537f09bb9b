package dev.noon.policy.cache.rules;

import java.util.OptionalLong;

/**
 * Where RFC 9111 leaves a choice.
 *
 * @param keying what the keys tell apart
 * @param grace what may be done with stale answers that do not say themselves
 * @param heuristic whether an answer that does not say how long it lives, has {@code Last-Modified} and a status for which
 *     that is allowed lives for a tenth of the time since then, a day at most (section 4.2.2)
 * @param defaultTtlMillis life of answers below 400 that do not say, and for which there is no heuristic
 * @param mostMillis longest life, and longest time that anything is kept past it; more than zero
 * @param refresh whether clients that the gateway knows may insist on fresher answers than the cache would serve
 */
public record HttpOptions(
        Keying keying,
        Grace grace,
        boolean heuristic,
        OptionalLong defaultTtlMillis,
        long mostMillis,
        boolean refresh) {
    public HttpOptions {
        if (mostMillis <= 0) {
            throw new IllegalArgumentException("longest life is " + mostMillis + " ms; must be more than zero");
        }
        if (defaultTtlMillis.orElse(0) < 0) {
            throw new IllegalArgumentException("default life is below zero");
        }
    }
}
