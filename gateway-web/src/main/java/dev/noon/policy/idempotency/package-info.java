/**
 * The policy {@code idempotency}: a request that is sent again under the same key has the first one's answer. Where the
 * records are kept belongs to the cache. Read {@link dev.noon.policy.idempotency.IdempotencyPolicy} first.
 */
@NullMarked
package dev.noon.policy.idempotency;

import org.jspecify.annotations.NullMarked;
