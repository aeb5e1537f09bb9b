/**
 * What the outside may know of a node: counters, metrics, health, and a line for what went wrong. The
 * only user of the metrics and health APIs; it counts exchanges and never changes one. Read {@link
 * dev.noon.observe.Traffic} first.
 */
@NullMarked
package dev.noon.observe;

import org.jspecify.annotations.NullMarked;
