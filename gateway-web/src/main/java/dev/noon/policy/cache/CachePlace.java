package dev.noon.policy.cache;

import dev.noon.cache.CacheTally;
import dev.noon.cache.Scope;

/**
 * Where a cache policy stands; part of every key.
 *
 * @param scope the scope that it fills, by the level it was written at
 * @param owner name of the proxy
 * @param generation number of the last revision that tainted the route
 * @param hostInKey whether the route answers to more than one host
 * @param variant the upstream that the answers are from; empty if the proxy has no other
 * @param tally counts what the policy does
 */
public record CachePlace(
        Scope scope, String owner, long generation, boolean hostInKey, String variant, CacheTally tally) {
    /** A place where nobody counts. */
    public CachePlace(Scope scope, String owner, long generation, boolean hostInKey, String variant) {
        this(scope, owner, generation, hostInKey, variant, CacheTally.unread());
    }

    /** The place of a policy of a proxy with one upstream. */
    public CachePlace(Scope scope, String owner, long generation, boolean hostInKey) {
        this(scope, owner, generation, hostInKey, "");
    }

    /** The same place, where {@code counter} counts. */
    public CachePlace counting(CacheTally counter) {
        return new CachePlace(scope, owner, generation, hostInKey, variant, counter);
    }
}
