/**
 * What a node that starts takes over from the others' heaps, so that it does not begin with nothing. What is kept and how it is
 * judged belongs to the tiers. Read {@link dev.noon.cache.takeover.Takeover} first.
 */
@NullMarked
package dev.noon.cache.takeover;

import org.jspecify.annotations.NullMarked;
