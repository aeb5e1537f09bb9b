/**
 * Circuit breakers: when a target is left alone, who tries it again, and what all nodes know of that. How a request is
 * sent, and to which target, does not belong here. Read {@link dev.noon.upstream.breaker.TargetBreaker} first.
 */
@NullMarked
package dev.noon.upstream.breaker;

import org.jspecify.annotations.NullMarked;
