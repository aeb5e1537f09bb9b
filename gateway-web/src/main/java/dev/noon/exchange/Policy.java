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
}
