package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {
    private final List<String> seen = new ArrayList<>();
    private final Chain last = exchange -> {
        seen.add("upstream");
        return Requests.reply(200, "");
    };

    @Test
    void policies_run_in_their_order_around_what_follows_them() throws IOException {
        Chain.of(List.of(around("a"), around("b")), last).proceed(exchange());
        assertThat(seen).containsExactly("a>", "b>", "upstream", "<b", "<a");
    }

    @Test
    void a_gate_that_refuses_lets_nothing_else_happen() throws IOException {
        Gate gate = exchange -> Optional.of(Requests.reply(403, ""));
        assertThat(Chain.of(List.of(gate, around("b")), last)
                        .proceed(exchange())
                        .status())
                .isEqualTo(403);
        assertThat(seen).isEmpty();
    }

    @Test
    void a_gate_that_does_not_refuse_is_as_if_it_were_not_there() throws IOException {
        Gate gate = exchange -> Optional.empty();
        assertThat(Chain.of(List.of(gate), last).proceed(exchange()).status()).isEqualTo(200);
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_policy_that_returns_null_is_named() {
        Chain chain = Chain.of(List.of(new ReturnsNull()), last);
        assertThatThrownBy(() -> chain.proceed(exchange()))
                .isInstanceOf(BrokenPolicy.class)
                .hasMessage("ReturnsNull returned null; expected a reply");
    }

    private static final class ReturnsNull implements Policy {
        @Override
        @SuppressWarnings("NullAway")
        public Reply handle(Exchange exchange, Chain next) {
            return null;
        }
    }

    private Policy around(String name) {
        return (exchange, next) -> {
            seen.add(name + ">");
            Reply reply = next.proceed(exchange);
            seen.add("<" + name);
            return reply;
        };
    }

    private static Exchange exchange() {
        return Requests.exchange(Requests.of("GET", "/"));
    }
}
