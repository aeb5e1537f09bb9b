package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.RequestBody;
import dev.noon.model.Balance;
import dev.noon.model.Hedge;
import dev.noon.model.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A second request beside one that takes long, with real sockets. */
class HedgeTest extends UpstreamFixture {
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";

    @Test
    void who_answers_first_is_passed_on_and_the_other_request_is_ended() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        RecordingUpstream slow = keep(new RecordingUpstream(wire -> {
            wire.request();
            try {
                wire.drain();
            } finally {
                // A reset is an end, too.
                ended.countDown();
            }
        }));
        RecordingUpstream quick = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(new Hedge(Duration.ofMillis(20), 100, 1000), slow, quick);
        assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        assertThat(ended.await(10, TimeUnit.SECONDS))
                .as("the slow connection is closed")
                .isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(text(sender.send(get("/")))).as("places are given back").isEqualTo("hello");
        }
        assertThat(slow.requests()).hasSizeGreaterThan(5);
    }

    @Test
    void who_is_quick_enough_is_asked_alone() throws IOException {
        RecordingUpstream one = keep(RecordingUpstream.answering(HELLO));
        RecordingUpstream two = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(new Hedge(Duration.ofSeconds(10), 100, 1000), one, two);
        for (int i = 0; i < 10; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(one.requests().size() + two.requests().size()).isEqualTo(10);
    }

    @Test
    void what_may_change_something_is_sent_once() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        RecordingUpstream.Script script = wire -> {
            wire.request();
            seen.incrementAndGet();
            parkAtMost(end, 300);
            wire.send(HELLO);
        };
        RecordingUpstream one = keep(new RecordingUpstream(script));
        RecordingUpstream two = keep(new RecordingUpstream(script));
        UpstreamSender sender = sender(new Hedge(Duration.ofMillis(10), 100, 1000), one, two);
        text(sender.send(request("PUT", RequestBody.NONE)));
        assertThat(seen.get()).isEqualTo(1);
        end.countDown();
    }

    @Test
    void the_budget_holds() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        RecordingUpstream.Script script = wire -> {
            while (wire.request()) {
                parkAtMost(end, 60);
                wire.send(HELLO);
            }
        };
        RecordingUpstream one = keep(new RecordingUpstream(script));
        RecordingUpstream two = keep(new RecordingUpstream(script));
        UpstreamSender sender = sender(new Hedge(Duration.ofMillis(5), 10, 2), one, two);
        for (int i = 0; i < 10; i++) {
            text(sender.send(get("/")));
        }
        assertThat(one.requests().size() + two.requests().size()).isEqualTo(12);
        end.countDown();
    }

    @Test
    void a_bad_second_answer_does_not_end_the_first() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        RecordingUpstream slow = keep(new RecordingUpstream(wire -> {
            wire.request();
            parkAtMost(asked, 10_000);
            wire.send(HELLO);
        }));
        RecordingUpstream busy = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send(BUSY);
            asked.countDown();
        }));
        UpstreamSender sender = sender(new Hedge(Duration.ofMillis(10), 100, 1000), slow, busy);
        assertThat(text(sender.send(get("/")))).isEqualTo("hello");
    }

    @Test
    void a_first_that_fails_waits_for_the_second() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        RecordingUpstream bad = keep(new RecordingUpstream(wire -> {
            wire.request();
            parkAtMost(asked, 10_000);
            failed.countDown();
        }));
        RecordingUpstream good = keep(new RecordingUpstream(wire -> {
            wire.request();
            asked.countDown();
            parkAtMost(failed, 10_000);
            parkAtMost(new CountDownLatch(1), 50);
            wire.send(HELLO);
        }));
        UpstreamSender sender = sender(new Hedge(Duration.ofMillis(10), 100, 1000), bad, good);
        assertThat(text(sender.send(get("/")))).isEqualTo("hello");
    }

    private static void parkAtMost(CountDownLatch latch, int millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private UpstreamSender sender(Hedge hedge, RecordingUpstream one, RecordingUpstream two) {
        Upstream definition = definition(LONG, OptionalInt.of(2), one.url(), two.url())
                .with(new Upstream.Care(
                        Balance.ROUND_ROBIN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(hedge)));
        return careful(definition, new Lent(upstream(definition, Optional.empty())));
    }
}
