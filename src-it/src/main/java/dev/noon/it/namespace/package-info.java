/**
 * Linux network namespaces: a network address of its own for each process, and ways between them that can be cut
 * without either side being told. Nothing here knows what the processes do. Read {@link
 * dev.noon.it.namespace.Namespaces} first.
 */
@NullMarked
package dev.noon.it.namespace;

import org.jspecify.annotations.NullMarked;
