/**
 * Counting towards limits, exactly and over all nodes: where windows begin ({@link dev.noon.counter.Windows}), how much of one is
 * used ({@link dev.noon.counter.Usage}), and who may take how much ({@link dev.noon.counter.Counters}). What is counted for whom is
 * for the callers to say. Read {@code Counters} first.
 */
@NullMarked
package dev.noon.counter;

import org.jspecify.annotations.NullMarked;
