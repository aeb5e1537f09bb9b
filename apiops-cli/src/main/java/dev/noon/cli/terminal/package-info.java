/**
 * What a person or a script sees of a verb: streams, colour, tables, progress and exit codes.
 * Nothing here knows the admin API or a process.
 * Read {@link dev.noon.cli.terminal.Terminal} first.
 */
@NullMarked
package dev.noon.cli.terminal;

import org.jspecify.annotations.NullMarked;
