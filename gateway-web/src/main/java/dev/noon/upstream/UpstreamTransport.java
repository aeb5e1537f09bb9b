package dev.noon.upstream;

import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.SharedResource;

/**
 * Carries requests to the targets of one upstream, and answers back. Thread-safe; blocks the caller,
 * never longer than the upstream's timeouts.
 */
public interface UpstreamTransport extends SharedResource {
    /**
     * Sends {@code request} to one of the targets. What the network or the upstream does wrong is an
     * {@link Answer.Failed}, not an exception.
     *
     * @throws ClientFailure if the request body broke while it was being sent
     */
    Answer send(UpstreamRequest request) throws ClientFailure;
}
