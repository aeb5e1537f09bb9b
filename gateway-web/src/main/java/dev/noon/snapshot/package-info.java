/**
 * Definitions in their fast shape: the compiler, the route table, the one active snapshot, and what
 * outlives a snapshot. Nothing here handles a request or talks to a store. Read {@link
 * dev.noon.snapshot.ActiveSnapshot} first.
 */
@NullMarked
package dev.noon.snapshot;

import org.jspecify.annotations.NullMarked;
