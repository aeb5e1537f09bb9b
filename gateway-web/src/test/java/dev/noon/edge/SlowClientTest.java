package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Pace;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Surroundings;
import dev.noon.exchange.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each look at the clock is a second after the one before: every read from and write to a client takes one. */
class SlowClientTest {
    private static final int LARGE = 1 << 20;

    private final AtomicLong seconds = new AtomicLong();

    @Test
    void a_body_that_is_sent_too_slowly_is_broken_off() throws IOException {
        InputStream body = body(pace(3, 100));
        assertThat(body.read()).isEqualTo('x');
        assertThat(body.read()).isEqualTo('x');
        assertThat(body.read()).isEqualTo('x');
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(ClientFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Cause.CLIENT_SLOW));
    }

    @Test
    void a_body_that_is_fast_enough_passes() throws IOException {
        assertThat(body(pace(3, 1)).readAllBytes()).hasSize(1000);
        assertThat(body(Pace.ANY).readAllBytes()).hasSize(1000);
    }

    @Test
    void a_reply_that_is_taken_too_slowly_is_broken_off() {
        assertThatThrownBy(() -> write(pace(3, 1_000_000)))
                .isInstanceOfSatisfying(ClientFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Cause.CLIENT_SLOW));
    }

    @Test
    void a_reply_that_is_taken_fast_enough_arrives_whole() throws IOException {
        assertThat(write(pace(3, 1_000)).sentBytes()).isEqualTo(LARGE);
    }

    private Pace pace(int graceSeconds, long bytesPerSecond) {
        return new Pace(
                () -> TimeUnit.SECONDS.toNanos(seconds.getAndIncrement()),
                TimeUnit.SECONDS.toNanos(graceSeconds),
                bytesPerSecond);
    }

    private static InputStream body(Pace pace) throws IOException {
        FakeRequest request = new FakeRequest("POST", "/", "Host: a", "Content-Length: 1000").body("x".repeat(1000));
        return ServletRequests.read(request.servlet(), Limits.DEFAULT.with(pace), Optional.empty())
                .body()
                .open();
    }

    private static Exchange write(Pace pace) throws IOException {
        Exchange exchange = new Exchange(1, 0, new Surroundings(Traces.OFF, new Semaphore(1), pace));
        Body body = new Body.Stream(new ByteArrayInputStream(new byte[LARGE]), OptionalLong.empty(), true);
        FakeRequest request = new FakeRequest("GET", "/", "Host: a");
        ServletReplies.write(
                request.servlet(), new FakeResponse().servlet(), new Reply(200, Requests.headers(), body), exchange);
        return exchange;
    }
}
