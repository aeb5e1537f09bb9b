/**
 * The nodes of this grid, as this node sees them. The port and its value live here, its grid side in
 * {@code members.grid}; who is alive for the store is another question. Read {@link
 * dev.noon.members.Members} first.
 */
@NullMarked
package dev.noon.members;

import org.jspecify.annotations.NullMarked;
