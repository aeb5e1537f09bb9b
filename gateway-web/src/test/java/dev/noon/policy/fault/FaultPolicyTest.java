package dev.noon.policy.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.FaultSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPolicyTest {
    private long now;
    /** How long a rest lasts at most: threads wake up when they like. */
    private long longestRest = Long.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 33, 50, 99, 100})
    void exactly_the_share_is_chosen_and_evenly(int percent) {
        Share share = new Share(percent);
        int chosen = 0;
        for (int turn = 1; turn <= 1000; turn++) {
            chosen += share.next() ? 1 : 0;
            assertThat(chosen).isEqualTo(turn * percent / 100);
        }
    }

    @Test
    void an_aborted_request_gets_the_status_and_the_upstream_is_not_asked() throws IOException {
        FaultPolicy policy = policy(Optional.empty(), Optional.of(new FaultSpec.Abort(503, 50)));
        Exchange first = exchange();
        assertThat(policy.handle(first, seen -> Requests.reply(200, "")).status())
                .isEqualTo(200);
        assertThat(first.cause()).isEqualTo(Cause.NONE);
        Exchange second = exchange();
        Reply reply = policy.handle(second, seen -> {
            throw new AssertionError("the upstream must not be asked");
        });
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().valueOr("Content-Type", "")).isEqualTo("application/problem+json");
        assertThat(new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"https://noon.dev/problems/fault\",\"title\":"
                        + "\"The gateway was told to fail\",\"status\":503}\n");
        assertThat(second.cause()).isEqualTo(Cause.FAULT);
    }

    @Test
    void a_delayed_request_waits_its_whole_time_even_if_it_wakes_up_before() throws IOException {
        longestRest = TimeUnit.MILLISECONDS.toNanos(70);
        FaultPolicy policy = policy(Optional.of(new FaultSpec.Delay(Duration.ofMillis(200), 100)), Optional.empty());
        assertThat(policy.handle(exchange(), seen -> Requests.reply(200, "")).status())
                .isEqualTo(200);
        assertThat(now).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    private FaultPolicy policy(Optional<FaultSpec.Delay> delay, Optional<FaultSpec.Abort> abort) {
        FaultPolicy.Waiting waiting = new FaultPolicy.Waiting(() -> now, nanos -> now += Math.min(nanos, longestRest));
        return new FaultPolicy(new FaultSpec("fault", delay, abort), waiting);
    }

    private static Exchange exchange() {
        return Requests.exchange(Requests.of("GET", "/a"));
    }
}
