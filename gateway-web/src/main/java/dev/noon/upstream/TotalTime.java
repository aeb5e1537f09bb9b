package dev.noon.upstream;

import dev.noon.exchange.ClientFailure;
import dev.noon.time.Ticker;
import java.time.Duration;

/** Gives each request its deadline, which holds for everything that comes of it; one that is sooner stands. Immutable. */
public record TotalTime(Duration total, Ticker ticker, UpstreamSender next) implements UpstreamSender {
    @Override
    public Answer send(UpstreamRequest request) throws ClientFailure {
        return next.send(request.until(ticker.nanos() + total.toNanos()));
    }
}
