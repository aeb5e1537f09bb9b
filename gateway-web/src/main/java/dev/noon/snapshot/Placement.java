package dev.noon.snapshot;

import dev.noon.model.PolicyMerge.Level;

/**
 * Where a policy stands.
 *
 * @param proxy name of the proxy
 * @param level where the policy was written
 * @param generation number of the last revision that tainted the route
 * @param manyHosts whether the route answers to more than one host
 */
record Placement(String proxy, Level level, long generation, boolean manyHosts) {}
