/**
 * The command line as its users meet it: words in, text and exit codes out, a fake manager behind it.
 * Nothing here calls a verb's class directly.
 * Read {@link dev.noon.cli.ApplyTest} first.
 */
@NullMarked
package dev.noon.cli;

import org.jspecify.annotations.NullMarked;
