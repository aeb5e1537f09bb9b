package dev.noon.upstream;

import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import java.util.concurrent.Executor;

/** Makes the transports of a node's upstreams. */
public final class Upstreams {
    private final UpstreamSettings settings;
    private final Ticker ticker;
    private final Executor background;

    /** @param background runs what opens connections ahead of their use; a task may block for a connect timeout */
    public Upstreams(UpstreamSettings settings, Ticker ticker, Executor background) {
        this.settings = settings;
        this.ticker = ticker;
        this.background = background;
    }

    /** A transport for {@code definition}; nothing is connected yet. */
    public UpstreamTransport open(Upstream definition) {
        return new HttpUpstream(definition, settings, ticker, background);
    }
}
