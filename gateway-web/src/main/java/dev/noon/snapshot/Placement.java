package dev.noon.snapshot;

import dev.noon.cache.Belonging;
import dev.noon.cache.Scope;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Copies;
import dev.noon.model.PolicyMerge.Level;
import java.time.Duration;
import java.util.function.Function;

/**
 * Where a policy stands.
 *
 * @param route whose requests it sees
 * @param level where the policy was written
 * @param generation number of the last revision that tainted the route
 * @param manyHosts whether the route answers to more than one host
 */
record Placement(Of route, Level level, long generation, boolean manyHosts, Around around) {
    /**
     * Whose requests a policy sees.
     *
     * @param proxy name of the proxy
     * @param group name of its group; empty if it has none
     * @param endpoint what the endpoint is known by; empty for requests that no endpoint matches
     */
    record Of(String proxy, String group, String endpoint) {
        /** What is stored for them in {@code scope} belongs to them; answers to questions are shared by all endpoints. */
        Belonging in(Scope scope) {
            return new Belonging(scope, proxy, group, scope == Scope.API_CALL ? "" : endpoint);
        }
    }

    /**
     * What is around it.
     *
     * @param owner the definition that brings it, for example {@code ApiProxy/loans}
     * @param counter what the counters of a limit are known by; empty for other policies
     * @param variant the upstream that it is for; empty if it is for all that the proxy has
     * @param copies sends requests of the proxy to another upstream, by its name
     * @param calls asks other upstreams
     * @param identities finds who may call
     */
    record Around(
            String owner,
            String counter,
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
                new Of(proxy, "", ""),
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

    /** Name of the proxy. */
    String proxy() {
        return route.proxy();
    }

    private static IllegalArgumentException nobody(String name) {
        return new IllegalArgumentException("names " + name + ", which is not defined");
    }
}
