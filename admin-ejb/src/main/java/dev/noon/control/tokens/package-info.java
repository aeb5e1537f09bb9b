/**
 * Access tokens at work: issued and revoked with an audit record each, and recognised on every node from a memory that
 * is never older than a second. Nothing here speaks HTTP or knows what a permission is needed for. Read {@link
 * dev.noon.control.tokens.KnownTokens} first.
 */
@NullMarked
package dev.noon.control.tokens;

import org.jspecify.annotations.NullMarked;
