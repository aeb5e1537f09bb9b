/**
 * A small upstream to try the gateway on: quotes that show whether they were computed again, and echoes for tests.
 * Nothing here knows the gateway; it could be anybody's backend. Read {@link dev.noon.sample.SampleUpstream} first.
 */
@NullMarked
package dev.noon.sample;

import org.jspecify.annotations.NullMarked;
