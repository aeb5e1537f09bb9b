package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Copies;
import dev.noon.model.PolicyMerge.Level;
import java.time.Duration;
import java.util.function.Function;

/**
 * Where a policy stands.
 *
 * @param proxy name of the proxy
 * @param level where the policy was written
 * @param generation number of the last revision that tainted the route
 * @param manyHosts whether the route answers to more than one host
 */
record Placement(String proxy, Level level, long generation, boolean manyHosts, Around around) {
    /**
     * What is around it.
     *
     * @param owner the definition that brings it, for example {@code ApiProxy/loans}
     * @param endpoint path of the endpoint that it is compiled for, as written; empty for the proxy itself
     * @param variant the upstream that it is for; empty if it is for all that the proxy has
     * @param copies sends requests of the proxy to another upstream, by its name
     * @param calls asks other upstreams
     * @param identities finds who may call
     */
    record Around(
            String owner,
            String endpoint,
            String variant,
            Function<String, Copies> copies,
            Calls calls,
            Identities.Finder identities) {}

    /** Finds upstreams by their names. */
    @FunctionalInterface
    interface Calls {
        /**
         * What sends the request of an exchange to that upstream.
         *
         * @param timeout longest time until all of the answer has come
         * @throws IllegalArgumentException if there is no such upstream
         */
        Chain to(String upstream, Duration timeout);
    }

    /** The place of a policy of a proxy that sends nothing elsewhere. */
    Placement(String proxy, Level level, long generation, boolean manyHosts) {
        this(
                proxy,
                level,
                generation,
                manyHosts,
                new Around(
                        "ApiProxy/" + proxy,
                        "",
                        "",
                        name -> {
                            throw nobody(name);
                        },
                        (name, timeout) -> {
                            throw nobody(name);
                        },
                        new Identities.Finder(Identities.NONE)));
    }

    private static IllegalArgumentException nobody(String name) {
        return new IllegalArgumentException("names " + name + ", which is not defined");
    }
}
