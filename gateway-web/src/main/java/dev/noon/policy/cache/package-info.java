/**
 * The policy {@code cache}: builds the key, decides what may be answered and what may be stored, and
 * writes {@code Cache-Status}. Tiers, generations' meaning and purges live behind {@link
 * dev.noon.cache.ResponseCache}. Read {@link dev.noon.policy.cache.CachePolicy} first.
 */
@NullMarked
package dev.noon.policy.cache;

import org.jspecify.annotations.NullMarked;
