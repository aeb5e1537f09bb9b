/**
 * The policies that answer in place of the upstream: {@code redirect} and {@code mock}. What they answer is never
 * stored. Read {@link dev.noon.policy.answers.MockPolicy} first.
 */
@NullMarked
package dev.noon.policy.answers;

import org.jspecify.annotations.NullMarked;
