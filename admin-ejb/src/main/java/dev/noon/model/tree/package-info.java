/**
 * Documents as trees that remember where everything was written, read from YAML or JSON and written
 * as JSON. Nothing here knows what a definition is. Read {@link dev.noon.model.tree.Node} first.
 */
@NullMarked
package dev.noon.model.tree;

import org.jspecify.annotations.NullMarked;
