/**
 * The one cache: keys, generations, stamps, stored responses, and the two tiers behind one port.
 * Nothing here knows HTTP servers, definitions or Hazelcast; tiers live in {@code cache.local} and
 * {@code cache.grid}. Read {@link dev.noon.cache.ResponseCache} first.
 */
@NullMarked
package dev.noon.cache;

import org.jspecify.annotations.NullMarked;
