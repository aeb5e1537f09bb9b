/**
 * Joins the planes: reads the settings, makes every object once, registers hooks with the container,
 * and nothing else. No decision about a request, a definition or a cache entry belongs here. Read
 * {@link dev.noon.boot.Node} first.
 */
@NullMarked
package dev.noon.boot;

import org.jspecify.annotations.NullMarked;
