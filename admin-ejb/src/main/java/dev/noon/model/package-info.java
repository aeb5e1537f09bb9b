/** Definitions as records that validate themselves, and the reader that turns YAML and JSON into them. Nothing here knows the store, the server or the clock. Read {@link dev.noon.model.Definition} first. */
@NullMarked
package dev.noon.model;

import org.jspecify.annotations.NullMarked;
