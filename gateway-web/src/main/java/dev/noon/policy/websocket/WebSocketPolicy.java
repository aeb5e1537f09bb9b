package dev.noon.policy.websocket;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Rewrite;
import dev.noon.model.policy.WebSocketSpec;
import java.time.Duration;

/** Lets clients that ask for it speak WebSocket with the upstream; other requests pass as they are. Immutable. */
public final class WebSocketPolicy implements Rewrite {
    private final Duration idle;

    public WebSocketPolicy(WebSocketSpec spec) {
        this.idle = spec.idle();
    }

    @Override
    public void request(Exchange exchange) {
        exchange.allowTunnel(idle);
    }
}
