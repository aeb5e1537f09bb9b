/**
 * The network between a node and its store, as a process of the test: links that count and misbehave on demand. No
 * protocol is spoken here, apart from finding out which request is an insert. Read {@link dev.noon.it.link.FaultyLink}
 * first.
 */
@NullMarked
package dev.noon.it.link;

import org.jspecify.annotations.NullMarked;
