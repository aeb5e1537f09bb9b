package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.Split;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.policy.split.Fork;
import dev.noon.policy.split.Variants;
import dev.noon.upstream.UpstreamCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes routes of compiled policies. With several upstreams a chain forks where it first matters which one is asked: in
 * front of the cache, so that each has stored answers of its own, or at the end.
 *
 * @param variants empty if there is one upstream
 * @param calls one per upstream, in their order
 */
record RouteBuilder(Optional<Variants> variants, List<UpstreamCall> calls) {
    /**
     * A policy.
     *
     * @param policies one for all upstreams, or one for each
     * @param forks whether it must be known in front of it which upstream is asked
     */
    record Item(List<Policy> policies, boolean forks) {
        /** @param compiler compiles {@code spec} for one upstream of several, or for all where the name is empty */
        static Item of(PolicySpec spec, Split split, Function<String, Policy> compiler) {
            boolean forks = !split.isSingle() && spec.bare() instanceof CacheSpec;
            List<String> names = forks ? split.upstreams() : List.of("");
            return new Item(names.stream().map(compiler).toList(), forks);
        }

        Policy of(int variant) {
            return policies.get(policies.size() == 1 ? 0 : variant);
        }
    }

    /** The route that runs {@code items}. */
    Route route(RouteFacts facts, List<Item> items) {
        if (variants.isEmpty()) {
            List<Policy> policies = of(items, 0);
            return new Route(facts, policies, Chain.of(policies, calls.get(0)));
        }
        int fork = items.stream().map(Item::forks).toList().indexOf(true);
        int at = fork < 0 ? items.size() : fork;
        List<Fork.Way> ways = new ArrayList<>();
        List<List<Policy>> policies = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String upstream = variants.get().split().upstreams().get(i);
            RouteFacts own = new RouteFacts(facts.proxy(), upstream, facts.endpoint(), facts.tally());
            policies.add(of(items, i));
            ways.add(new Fork.Way(own, Chain.of(policies.get(i).subList(at, items.size()), calls.get(i))));
        }
        Chain chain = Chain.of(policies.get(0).subList(0, at), new Fork(variants.get(), ways));
        return new Route(facts, new Route.Forked(variants.get(), at, policies), chain);
    }

    private static List<Policy> of(List<Item> items, int variant) {
        return items.stream().map(item -> item.of(variant)).toList();
    }
}
