/**
 * The policy {@code compress}: gzipped bodies for clients that take them. What is encoded already stays as it is. Read
 * {@link dev.noon.policy.compress.CompressPolicy} first.
 */
@NullMarked
package dev.noon.policy.compress;

import org.jspecify.annotations.NullMarked;
