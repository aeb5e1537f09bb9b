/**
 * The walls of the house: which package may know which. Every family of walls has a violation on
 * purpose under {@code fixture}, so that no wall can pass because it looks at nothing. Read {@link
 * dev.noon.walls.Walls} first.
 */
@NullMarked
package dev.noon.walls;

import org.jspecify.annotations.NullMarked;
