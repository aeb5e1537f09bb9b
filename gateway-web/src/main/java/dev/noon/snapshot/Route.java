package dev.noon.snapshot;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import dev.noon.policy.split.Variants;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a request that matched. Immutable.
 *
 * @param policies every policy that runs, in its order; those for the first upstream where there are several
 * @param chain the same policies and the upstream call after them
 * @param preflight the policies down to the one that answers preflights, if there is one; the upstream is never called
 * @param forked where the chain goes on differently for each upstream; empty if there is one
 */
public record Route(
        RouteFacts facts, List<Policy> policies, Chain chain, Optional<Chain> preflight, Optional<Forked> forked) {
    /**
     * A chain with several ends.
     *
     * @param at how many policies run before it is decided which
     * @param policies all that run, for each upstream
     */
    public record Forked(Variants variants, int at, List<List<Policy>> policies) {
        public Forked {
            policies = List.copyOf(policies);
        }
    }

    public Route {
        policies = List.copyOf(policies);
    }

    /** The route that runs {@code policies}, of which {@code chain} consists. */
    public Route(RouteFacts facts, List<Policy> policies, Chain chain) {
        this(facts, policies, chain, preflight(policies), Optional.empty());
    }

    /** The route that goes to one of several upstreams. */
    public Route(RouteFacts facts, Forked forked, Chain chain) {
        this(facts, forked.policies().get(0), chain, preflight(forked.policies().get(0)), Optional.of(forked));
    }

    private static Optional<Chain> preflight(List<Policy> policies) {
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i).answersPreflights()) {
                Chain refusal = exchange -> exchange.fail(Cause.METHOD_NOT_ALLOWED);
                return Optional.of(Chain.of(policies.subList(0, i + 1), refusal));
            }
        }
        return Optional.empty();
    }
}
