package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Headers;

/** What became of an upstream request. */
public sealed interface Answer {
    /**
     * The upstream answered. A {@link Body.Stream} holds a connection and a permit until it is at its end or
     * closed.
     *
     * @param headers end-to-end lines
     */
    record Answered(int status, Headers headers, Body body) implements Answer {}

    /**
     * It was not asked: every target is left alone because it fails.
     *
     * @param retrySeconds when asking again may make sense, 1 or more
     */
    record Spared(long retrySeconds) implements Answer {}

    /** It did not. */
    record Failed(Cause cause) implements Answer {}
}
