/**
 * The policy {@code ipFilter}: who may call, by address. Where a request came from is decided here and nowhere else by
 * what proxies in front of the gateway say. Read {@link dev.noon.policy.ip.ClientAddress} first.
 */
@NullMarked
package dev.noon.policy.ip;

import org.jspecify.annotations.NullMarked;
