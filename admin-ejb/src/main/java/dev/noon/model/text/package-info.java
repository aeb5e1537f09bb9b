/**
 * The small grammars of definitions: durations, sizes, names, paths, hosts, headers. Each class says
 * what is wrong with a text in words a user can act on; none knows where the text stood. Read {@link
 * dev.noon.model.text.DurationText} first.
 */
@NullMarked
package dev.noon.model.text;

import org.jspecify.annotations.NullMarked;
