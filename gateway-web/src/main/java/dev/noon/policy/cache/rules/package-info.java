/**
 * What a shared HTTP cache may do, as pure rules: no store, no clock, no threads, no I/O; time is a parameter and every
 * class is immutable or has only static functions, so all of it is thread-safe. Looking up, fetching and storing belong to
 * {@code policy.cache}, which uses this package and is not known to it. Read {@link dev.noon.policy.cache.rules.CacheRules}
 * first: {@code asked} before a lookup, {@code use} for what was found, {@code keep} for what was fetched, {@code standsIn}
 * when a fetch failed; one implementation per mode ({@link dev.noon.policy.cache.rules.PolicyRules}, {@link
 * dev.noon.policy.cache.rules.HttpRules}). Then {@link dev.noon.policy.cache.rules.Validation} (asking the upstream whether
 * what is stored still holds, and what a 304 or an answer to HEAD changes in it), {@link
 * dev.noon.policy.cache.rules.StoredAnswer} (what a client gets of what is stored: whole, a range, a 304), {@link
 * dev.noon.policy.cache.rules.VaryFields} and {@link dev.noon.policy.cache.rules.Invalidation}.
 */
@NullMarked
package dev.noon.policy.cache.rules;

import org.jspecify.annotations.NullMarked;
