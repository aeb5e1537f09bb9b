package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import java.util.List;

/**
 * What happens to a request that matched. Immutable.
 *
 * @param policies every policy that runs, in its order
 * @param chain the same policies and the upstream call after them
 */
public record Route(RouteFacts facts, List<Policy> policies, Chain chain) {
    public Route {
        policies = List.copyOf(policies);
    }
}
