package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import dev.noon.model.Balance;
import dev.noon.model.Retries;
import dev.noon.model.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The time for everything, against upstreams that never quite stop sending. */
class TotalTimeTest extends UpstreamFixture {
    private static final Duration STEP = Duration.ofSeconds(6);
    private static final Duration TOTAL = Duration.ofSeconds(10);

    @Test
    void a_header_that_trickles_in_is_a_timeout() throws IOException {
        RecordingUpstream slow = keep(new RecordingUpstream(wire -> {
            wire.request();
            for (String line : new String[] {"HTTP/1.1 200 OK\r\n", "X-A: 1\r\n", "X-B: 2\r\n"}) {
                wire.send(line);
                skip(STEP);
            }
            wire.drain();
        }));
        assertThat(within(TOTAL, upstream(slow.url())).send(get("/")))
                .isEqualTo(new Answer.Failed(Cause.TOTAL_TIMEOUT));
    }

    @Test
    void a_body_that_trickles_in_breaks() throws IOException {
        RecordingUpstream slow = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst");
            wire.drain();
        }));
        HttpUpstream pool = upstream(slow.url());
        InputStream in = body(within(TOTAL, pool).send(get("/"))).in();
        assertThat(in.readNBytes(5)).hasSize(5);
        skip(TOTAL);
        assertThatThrownBy(in::read).isInstanceOfSatisfying(BrokenBody.class, broken -> assertThat(broken.reason())
                .isEqualTo(Cause.TOTAL_TIMEOUT));
        in.close();
        assertThat(pool.idleCount()).isZero();
    }

    @Test
    void silence_ends_at_the_deadline_though_the_upstream_may_take_longer() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        RecordingUpstream silent = keep(new RecordingUpstream(wire -> {
            wire.request();
            park(end);
        }));
        assertThat(within(Duration.ofMillis(150), upstream(silent.url())).send(get("/")))
                .isEqualTo(new Answer.Failed(Cause.TOTAL_TIMEOUT));
        end.countDown();
    }

    @Test
    void whoever_is_asked_again_has_what_is_left() throws IOException {
        RecordingUpstream broken = keep(new RecordingUpstream(wire -> {
            wire.request();
            skip(TOTAL);
        }));
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        Retries retries = new Retries(1, 100, 1000, new TreeSet<>(Retries.OUTCOMES), Collections.emptySortedSet());
        Upstream definition = definition(LONG, OptionalInt.of(2), broken.url(), good.url())
                .with(new Upstream.Care(Balance.ROUND_ROBIN, Optional.empty(), Optional.of(retries)));
        UpstreamSender sender = careful(definition, new Lent(upstream(definition, Optional.empty())));
        assertThat(within(TOTAL, sender).send(get("/"))).isEqualTo(new Answer.Failed(Cause.TOTAL_TIMEOUT));
        assertThat(good.requests()).isEmpty();
    }

    @Test
    void a_body_that_the_upstream_does_not_take_is_given_up() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        RecordingUpstream stuck = keep(new RecordingUpstream(wire -> {
            wire.request();
            begun.countDown();
            park(end);
        }));
        HttpUpstream pool = upstream(stuck.url());
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> send(within(TOTAL, pool), request("PUT", zeros(1L << 30))));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        skip(TOTAL.plusSeconds(1));
        while (!answer.isDone()) {
            pool.sweep();
            Thread.onSpinWait();
        }
        assertThat(answer.get()).isEqualTo(new Answer.Failed(Cause.TOTAL_TIMEOUT));
        end.countDown();
    }

    @Test
    void a_connection_forgets_the_deadline_of_the_exchange_before() throws IOException {
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream pool = upstream(upstream.url());
        assertThat(text(within(TOTAL, pool).send(get("/")))).isEqualTo("hello");
        skip(Duration.ofSeconds(12));
        assertThat(text(pool.send(get("/")))).isEqualTo("hello");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    private UpstreamSender within(Duration total, UpstreamSender next) {
        return new TotalTime(total, ticker(), next);
    }

    private static Answer send(UpstreamSender sender, UpstreamRequest request) {
        try {
            return sender.send(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
