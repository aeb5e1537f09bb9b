package dev.noon.policy.cache;

import dev.noon.cache.Belonging;
import dev.noon.cache.Scope;

/**
 * Where a cache policy stands; part of every key.
 *
 * @param belonging the scope that it fills, by the level it was written at, and whose route it is for
 * @param generation number of the last revision that tainted the route
 * @param hostInKey whether the route answers to more than one host
 * @param variant the upstream that the answers are from; empty if the proxy has no other
 */
public record CachePlace(Belonging belonging, long generation, boolean hostInKey, String variant) {
    /** The place of a policy of a proxy with one upstream and without group, beside its endpoints. */
    public CachePlace(Scope scope, String owner, long generation, boolean hostInKey) {
        this(new Belonging(scope, owner), generation, hostInKey, "");
    }

    /** The scope that the policy fills. */
    public Scope scope() {
        return belonging.scope();
    }

    /** Name of the proxy. */
    public String owner() {
        return belonging.proxy();
    }
}
