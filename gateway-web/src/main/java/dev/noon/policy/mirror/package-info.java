/**
 * The policy {@code mirror}: copies of requests for another upstream. How they are sent belongs to the upstreams. Read
 * {@link dev.noon.policy.mirror.MirrorPolicy} first.
 */
@NullMarked
package dev.noon.policy.mirror;

import org.jspecify.annotations.NullMarked;
