/**
 * A real Noon on free loopback ports: node processes, the embedded store's process, a client of the
 * admin API and of the command line. Suites and benchmarks start from here; what they assert does
 * not belong here. Read {@link dev.noon.it.cluster.Cluster} first.
 */
@NullMarked
package dev.noon.it.cluster;

import org.jspecify.annotations.NullMarked;
