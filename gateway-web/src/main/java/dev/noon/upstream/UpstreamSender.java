package dev.noon.upstream;

import dev.noon.exchange.ClientFailure;

/** Sends a request to one of an upstream's targets. Thread-safe; blocks the caller, never longer than the timeouts. */
@FunctionalInterface
public interface UpstreamSender {
    /**
     * Sends {@code request} to one of the targets. What the network or the upstream does wrong is an
     * {@link Answer.Failed}, not an exception.
     *
     * @throws ClientFailure if the request body broke while it was being sent
     */
    Answer send(UpstreamRequest request) throws ClientFailure;
}
