/**
 * Benchmarks that print figures of the built artefacts: ratios against peers, the torn-config soak,
 * what applies leave behind, how long a node takes to start. None of them is a test of Maven's
 * build. Read {@link dev.noon.it.bench.Bench} first.
 */
@NullMarked
package dev.noon.it.bench;

import org.jspecify.annotations.NullMarked;
