/**
 * The policy {@code validate}: what bodies of requests may be. It reads them within bounds and changes nothing. Read
 * {@link dev.noon.policy.validate.ValidatePolicy} first.
 */
@NullMarked
package dev.noon.policy.validate;

import org.jspecify.annotations.NullMarked;
