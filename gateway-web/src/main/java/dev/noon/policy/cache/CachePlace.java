package dev.noon.policy.cache;

import dev.noon.cache.Scope;

/**
 * Where a cache policy stands; part of every key.
 *
 * @param scope the scope that it fills, by the level it was written at
 * @param owner name of the proxy
 * @param generation number of the last revision that tainted the route
 * @param hostInKey whether the route answers to more than one host
 */
public record CachePlace(Scope scope, String owner, long generation, boolean hostInKey) {}
