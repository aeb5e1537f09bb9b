/**
 * The policies {@code throttle} and {@code quota}: at most so much may pass in a window. What counts, for whom and with what effect
 * is said here; counting itself belongs to {@link dev.noon.counter.Counters}. Read {@link dev.noon.policy.limit.LimitPolicy} first.
 */
@NullMarked
package dev.noon.policy.limit;

import org.jspecify.annotations.NullMarked;
