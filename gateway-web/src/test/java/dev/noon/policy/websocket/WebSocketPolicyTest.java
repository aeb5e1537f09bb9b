package dev.noon.policy.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.WebSocketSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebSocketPolicyTest {
    private final WebSocketPolicy policy = new WebSocketPolicy(new WebSocketSpec("ws", Duration.ofMinutes(2)));

    @Test
    void who_asks_is_let() throws IOException {
        Exchange exchange = exchange(RequestBody.FRAMES);
        assertThat(exchange.wantsTunnel()).isFalse();
        policy.handle(exchange, let -> {
            assertThat(let.wantsTunnel()).isTrue();
            assertThat(let.tunnelIdle()).isEqualTo(Duration.ofMinutes(2));
            return Requests.reply(200, "");
        });
    }

    @Test
    void an_ordinary_request_stays_one() throws IOException {
        policy.handle(exchange(RequestBody.NONE), other -> {
            assertThat(other.wantsTunnel()).isFalse();
            return Requests.reply(200, "");
        });
    }

    private static Exchange exchange(RequestBody body) {
        Exchange exchange = new Exchange(1, 0);
        Request.Origin origin = new Request.Origin("http", "x", "x", "/", 80, () -> "127.0.0.1");
        exchange.request(new Request("GET", "/", Optional.empty(), origin, Requests.headers(), body));
        return exchange;
    }
}
