package dev.noon.policy.cache;

import dev.noon.time.WallClock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * What the cache policies of a node share. Thread-safe.
 *
 * @param flights what is being fetched
 * @param refreshes what is fetched in the background
 * @param clock tells what is fresh
 * @param detached whether a purge may have been missed, because the store has not answered for four seconds
 * @param chance random numbers from 0 to below 1
 */
public record CacheNode(
        Flights flights, Refreshes refreshes, WallClock clock, BooleanSupplier detached, DoubleSupplier chance) {}
