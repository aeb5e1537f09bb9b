/**
 * The suites that Maven's {@code verify} runs against real nodes. What starts and observes nodes lives
 * in main code, because the benchmarks use it too. Read {@link dev.noon.it.OnCluster} and {@link
 * dev.noon.it.MainJobIT} first.
 */
@NullMarked
package dev.noon.it;

import org.jspecify.annotations.NullMarked;
