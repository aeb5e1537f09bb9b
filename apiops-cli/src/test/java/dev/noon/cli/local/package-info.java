/**
 * Starting and stopping with small real processes instead of servers.
 * Every test ends what it started.
 * Read {@link dev.noon.cli.local.UpDownTest} first.
 */
@NullMarked
package dev.noon.cli.local;

import org.jspecify.annotations.NullMarked;
