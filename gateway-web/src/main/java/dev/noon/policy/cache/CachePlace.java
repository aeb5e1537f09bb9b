package dev.noon.policy.cache;

import dev.noon.cache.Belonging;
import dev.noon.cache.CacheTally;
import dev.noon.cache.Scope;

/**
 * Where a cache policy stands; part of every key.
 *
 * @param belonging the scope that it fills, by the level it was written at, and whose route it is for
 * @param generation number of the last revision that tainted the route
 * @param hostInKey whether the route answers to more than one host
 * @param variant the upstream that the answers are from; empty if the proxy has no other
 * @param tally counts what the policy does
 */
public record CachePlace(Belonging belonging, long generation, boolean hostInKey, String variant, CacheTally tally) {
    /** A place where nobody counts. */
    public CachePlace(Belonging belonging, long generation, boolean hostInKey, String variant) {
        this(belonging, generation, hostInKey, variant, CacheTally.unread());
    }

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

    /** The same place, where {@code counter} counts. */
    public CachePlace counting(CacheTally counter) {
        return new CachePlace(belonging, generation, hostInKey, variant, counter);
    }
}
