/**
 * A steady load over keep-alive connections that misses nothing, and definitions whose every place
 * carries the same mark, so that an answer made under two revisions gives itself away. Nothing here
 * starts nodes. Read {@link dev.noon.it.load.Marks} first; {@link dev.noon.it.load.OpenLoop} is for latencies.
 */
@NullMarked
package dev.noon.it.load;

import org.jspecify.annotations.NullMarked;
