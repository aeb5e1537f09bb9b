package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.model.HealthCheck.Active;
import dev.noon.time.Ticker;
import dev.noon.upstream.health.TargetHealth;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;

/** Asks one target how it is, each time on a connection of its own. Used by one thread at a time. */
final class TargetQuestion implements TargetHealth.Question {
    private static final int NO_ANSWER = 0;

    private final HttpTarget target;
    private final Active settings;
    private final Ticker ticker;

    /** @param target used for nothing else */
    TargetQuestion(HttpTarget target, Active settings, Ticker ticker) {
        this.target = target;
        // Connections that come back are closed: a question asks for one, too.
        target.close();
        this.settings = settings;
        this.ticker = ticker;
    }

    @Override
    public int ask() {
        Headers headers = new Headers().add("User-Agent", "noon-health").add("Connection", "close");
        settings.host().ifPresent(host -> headers.set("Host", host));
        UpstreamRequest request = new UpstreamRequest("GET", settings.path(), headers, RequestBody.NONE)
                .until(ticker.nanos() + settings.pace().timeout().toNanos());
        try {
            return status(new HttpCall(target, request, ticker, ConcurrentHashMap.newKeySet(), () -> {}).send());
        } catch (ClientFailure e) {
            throw new IllegalStateException("a question has no body that could fail", e);
        }
    }

    private static int status(Answer answer) {
        if (!(answer instanceof Answer.Answered answered)) {
            return NO_ANSWER;
        }
        if (answered.body() instanceof Body.Stream stream) {
            try {
                stream.in().close();
            } catch (IOException e) {
                // What it says beyond its status does not matter.
                return answered.status();
            }
        }
        return answered.status();
    }
}
