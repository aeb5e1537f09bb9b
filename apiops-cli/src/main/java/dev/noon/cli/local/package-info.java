/**
 * A whole Noon on this machine: the processes that {@code noon up} starts and {@code noon down} stops.
 * Only what is written down under the data directory counts as ours; a stranger's process is never touched.
 * Read {@link dev.noon.cli.local.Startup} first.
 */
@NullMarked
package dev.noon.cli.local;

import org.jspecify.annotations.NullMarked;
