/**
 * Both ends of the gateway: clients that see every byte and an upstream that records what reaches
 * it. Nothing here knows definitions or nodes. Read {@link dev.noon.it.http.RecordingUpstream} and
 * {@link dev.noon.it.http.RawConnection} first.
 */
@NullMarked
package dev.noon.it.http;

import org.jspecify.annotations.NullMarked;
