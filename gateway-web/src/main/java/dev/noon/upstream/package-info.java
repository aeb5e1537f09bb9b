/**
 * Calling an upstream: the last step of every chain, the port it calls, and the one adapter that knows
 * the HTTP client library. Routing, policies and the wording of failures do not belong here. Read
 * {@link dev.noon.upstream.UpstreamCall} first.
 */
@NullMarked
package dev.noon.upstream;

import org.jspecify.annotations.NullMarked;
