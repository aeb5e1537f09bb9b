/**
 * The sample upstream over real HTTP, on free ports.
 * Nothing here knows the gateway.
 * Read {@link dev.noon.sample.SampleUpstreamTest} first.
 */
@NullMarked
package dev.noon.sample;

import org.jspecify.annotations.NullMarked;
