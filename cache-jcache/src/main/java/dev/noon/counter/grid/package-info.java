/** What counting needs of the grid beside its records: the time that all members share. */
@NullMarked
package dev.noon.counter.grid;

import org.jspecify.annotations.NullMarked;
