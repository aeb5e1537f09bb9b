/**
 * The policy {@code transform}: other JSON bodies than those that were sent. What a body says is never evaluated, and what
 * comes of it has a bound. Read {@link dev.noon.policy.transform.TransformPolicy} first.
 */
@NullMarked
package dev.noon.policy.transform;

import org.jspecify.annotations.NullMarked;
