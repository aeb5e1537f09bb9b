package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void what_it_owns_is_closed_once_and_the_latest_first() throws IOException {
        Exchange exchange = new Exchange(1, 0);
        exchange.own(() -> closed.add("first"));
        exchange.own(() -> closed.add("second"));
        exchange.close();
        exchange.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void one_that_fails_to_close_does_not_keep_the_others_open() {
        Exchange exchange = new Exchange(1, 0);
        exchange.own(() -> closed.add("first"));
        exchange.own(() -> {
            throw new IOException("stuck");
        });
        assertThatThrownBy(exchange::close).hasMessage("stuck");
        assertThat(closed).containsExactly("first");
    }

    @Test
    void problems_have_a_stable_type_and_say_nothing_of_the_inside() {
        Reply reply = Problem.of(Cause.RESPONSE_TIMEOUT, "a \"quoted\"\n\\ word");
        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.headers().find("content-type")).contains("application/problem+json");
        assertThat(text(reply))
                .isEqualTo("{\"type\":\"https://noon.dev/problems/response-timeout\",\"title\":"
                        + "\"The upstream did not answer in time\",\"status\":504,\"detail\":"
                        + "\"a \\\"quoted\\\" \\\\ word\"}\n");
    }

    @Test
    void only_what_passes_by_itself_invites_to_come_back() {
        for (Cause cause : Cause.values()) {
            if (cause.status() > 0) {
                assertThat(Problem.of(cause).headers().has("Retry-After"))
                        .as(cause.label())
                        .isEqualTo(cause.status() == 503);
            }
        }
    }

    private static String text(Reply reply) {
        return new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }
}
