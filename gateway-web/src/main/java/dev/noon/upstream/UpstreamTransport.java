package dev.noon.upstream;

import dev.noon.exchange.SharedResource;

/** Carries requests to the targets of one upstream, and answers back: a sender with connections of its own. */
public interface UpstreamTransport extends UpstreamSender, SharedResource {}
