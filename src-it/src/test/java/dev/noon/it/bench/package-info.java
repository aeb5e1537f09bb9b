/** Tests of what the benchmarks read and print. Nothing here measures anything. Read {@link dev.noon.it.bench.WrkTest} first. */
@NullMarked
package dev.noon.it.bench;

import org.jspecify.annotations.NullMarked;
