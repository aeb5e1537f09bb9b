/** Tests of what is done to the server's listeners, on real ones. */
@NullMarked
package dev.noon.edge.connector;

import org.jspecify.annotations.NullMarked;
