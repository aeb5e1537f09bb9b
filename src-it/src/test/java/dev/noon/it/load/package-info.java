/** Tests of the load and of the checker: a checker that cannot fail proves nothing. Nothing here starts a node. Read {@link dev.noon.it.load.MarksTest} first. */
@NullMarked
package dev.noon.it.load;

import org.jspecify.annotations.NullMarked;
