/** Tests of the clients and the upstream that all other suites lean on. Nothing here starts a node. Read {@link dev.noon.it.http.RecordingUpstreamTest} first. */
@NullMarked
package dev.noon.it.http;

import org.jspecify.annotations.NullMarked;
