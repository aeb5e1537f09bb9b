package dev.noon.edge;

import dev.noon.exchange.Surroundings;
import dev.noon.time.WallClock;
import java.util.function.BooleanSupplier;

/**
 * How a node behaves towards clients, whatever they ask for.
 *
 * @param tunnels where connections end that switch to another protocol
 * @param leaving whether the node is about to stop, so that connections end with the reply
 * @param clock dates replies
 */
public record Conduct(Surroundings surroundings, BooleanSupplier leaving, Tunnels tunnels, WallClock clock) {
    /** Names nothing, limits nothing, stays. */
    static final Conduct PLAIN = new Conduct(Surroundings.NONE, () -> false, Tunnels.NONE, WallClock.system());
}
