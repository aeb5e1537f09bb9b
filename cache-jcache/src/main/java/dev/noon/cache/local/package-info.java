/**
 * The tier in this node's heap. Only what keeps, weighs and forgets responses locally belongs here;
 * what an entry is worth is judged by {@link dev.noon.cache.Freshness}. Read {@link
 * dev.noon.cache.local.LocalTier} first.
 */
@NullMarked
package dev.noon.cache.local;

import org.jspecify.annotations.NullMarked;
