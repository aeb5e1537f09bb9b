package dev.noon.exchange;

import java.io.IOException;

/**
 * Acts around what follows it. Compiled once, used by many threads at a time.
 *
 * @see Gate
 * @see Rewrite
 */
@FunctionalInterface
public interface Policy {
    /**
     * Answers, or asks {@code next} and answers with what that answered, changed or not.
     *
     * @throws IOException if a body breaks while the policy reads it
     */
    Reply handle(Exchange exchange, Chain next) throws IOException;

    /** Whether it answers a browser's question what a page of another origin may do, so that the route need not list OPTIONS. */
    default boolean answersPreflights() {
        return false;
    }
}
