/**
 * The policy {@code clientBan}: who was refused too often is not served for a time, on any node. Who says no in the first
 * place belongs elsewhere. Read {@link dev.noon.policy.ban.Bans} first.
 */
@NullMarked
package dev.noon.policy.ban;

import org.jspecify.annotations.NullMarked;
