/**
 * The tier that all nodes share: JCache on Hazelcast. Every call has a budget, whatever is stored is
 * a {@code String} or a {@code byte[]}, and no member needs a class of Noon to keep it. Read {@link
 * dev.noon.cache.grid.GridTier} first.
 */
@NullMarked
package dev.noon.cache.grid;

import org.jspecify.annotations.NullMarked;
