/**
 * The policies {@code requestHeaders} and {@code responseHeaders}: they set and remove header lines.
 * Which lines a gateway must never pass on is not decided here. Read {@link
 * dev.noon.policy.headers.HeaderEdit} first.
 */
@NullMarked
package dev.noon.policy.headers;

import org.jspecify.annotations.NullMarked;
