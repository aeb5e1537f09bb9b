/**
 * Which of several upstreams a request goes to. What happens to it there belongs to the upstreams, and how a definition
 * says it to the model. Read {@link dev.noon.policy.split.Variants} first.
 */
@NullMarked
package dev.noon.policy.split;

import org.jspecify.annotations.NullMarked;
