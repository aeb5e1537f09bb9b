package dev.noon.cache.grid;

import com.hazelcast.core.HazelcastInstance;
import javax.cache.CacheManager;

/**
 * This node's place in the grid, as the server hands it out.
 *
 * @param manager the JCache manager on {@code hazelcast}, with its default URI and class loader:
 *     another would put its own prefix before the caches' names
 * @param hazelcast the member itself, asked who owns a key
 */
public record GridConnection(CacheManager manager, HazelcastInstance hazelcast) {}
