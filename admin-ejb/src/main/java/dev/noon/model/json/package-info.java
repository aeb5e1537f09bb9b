/**
 * JSON as it arrives from outside, for definitions and for the data plane alike: bounded reading, schemas that users
 * write, paths into it. Time and memory are bounded for any input. Read {@link dev.noon.model.json.BoundedJson} first.
 */
@NullMarked
package dev.noon.model.json;

import org.jspecify.annotations.NullMarked;
