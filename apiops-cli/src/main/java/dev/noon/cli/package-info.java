/**
 * The {@code noon} command line: one class per verb, each a thin client of the admin API or of the machinery below.
 * No verb speaks HTTP or starts a process by itself, and nothing below knows a verb.
 * Read {@link dev.noon.cli.Noon} first.
 */
@NullMarked
package dev.noon.cli;

import org.jspecify.annotations.NullMarked;
