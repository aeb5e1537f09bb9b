package dev.noon.upstream;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.breaker.TargetBreaker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Makes the transports of a node's upstreams. */
public final class Upstreams {
    private final UpstreamSettings settings;
    private final Ticker ticker;
    private final Executor background;
    private final Breakers breakers;

    /**
     * @param background runs what opens connections ahead of their use; a task may block for a connect timeout
     * @param breakers the node's
     */
    public Upstreams(UpstreamSettings settings, Ticker ticker, Executor background, Breakers breakers) {
        this.breakers = breakers;
        this.settings = settings;
        this.ticker = ticker;
        this.background = background;
    }

    /**
     * What sends to {@code pool} as {@code definition} says.
     *
     * @param pool what {@link #open} has made of the definition
     * @param breakers one per target, in their order; none if the definition has no breaker
     */
    public UpstreamSender sender(Upstream definition, UpstreamTransport pool, List<TargetBreaker> breakers) {
        return definition.care().equals(Upstream.Care.NONE)
                ? pool
                : new CarefulUpstream(
                        definition,
                        (HttpUpstream) pool,
                        breakers,
                        new CarefulUpstream.Surroundings(this.breakers.counts(), ticker));
    }

    /** The breakers of the node. */
    public Breakers breakers() {
        return breakers;
    }

    /**
     * A transport for {@code definition}; nothing is connected yet.
     *
     * @param key of the certificate that the definition has for the gateway, if it has one
     * @throws IllegalArgumentException if the key is not the certificate's
     */
    public UpstreamTransport open(Upstream definition, Optional<ClearSecret> key) {
        HttpUpstream.Surroundings surroundings = new HttpUpstream.Surroundings(ticker, background);
        return new HttpUpstream(definition, settings, surroundings, TlsTrust.of(definition.tls(), key));
    }
}
