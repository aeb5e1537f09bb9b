/**
 * The policy {@code cors}: pages of other origins may call. What the upstream says about that itself never counts. Read
 * {@link dev.noon.policy.cors.CorsPolicy} first.
 */
@NullMarked
package dev.noon.policy.cors;

import org.jspecify.annotations.NullMarked;
