/**
 * Finding out who calls: keys of consumers, and tokens that identity providers have signed. What the admin API asks of
 * its callers is no part of it, and nothing here decides what a known caller may do beyond passing. Read {@link
 * dev.noon.policy.identity.IdentityPolicy} first, then {@link dev.noon.policy.identity.Tokens}.
 */
@NullMarked
package dev.noon.policy.identity;

import org.jspecify.annotations.NullMarked;
