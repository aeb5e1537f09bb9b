package dev.noon.edge;

import dev.noon.exchange.Surroundings;
import java.util.function.BooleanSupplier;

/**
 * How a node behaves towards clients, whatever they ask for.
 *
 * @param everyId whether every reply has an {@code X-Request-Id}: those from the cache, too, to clients that sent none
 * @param leaving whether the node is about to stop, so that connections end with the reply
 */
public record Conduct(Surroundings surroundings, boolean everyId, BooleanSupplier leaving) {
    /** Names nothing, limits nothing, stays. */
    static final Conduct PLAIN = new Conduct(Surroundings.NONE, false, () -> false);
}
