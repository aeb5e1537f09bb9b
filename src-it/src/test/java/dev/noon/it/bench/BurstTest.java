package dev.noon.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.bench.Burst.Outcome;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BurstTest {
    @Test
    void everyRequestIsSentOnceAndCountedByItsStatus() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            int status = List.of(200, 429, 429, 503, 500).get(number.getAndIncrement() % 5);
            reply.send(status, new byte[0], Headers.of());
        })) {
            Outcome outcome = Burst.run(List.of(upstream.port()), 8, "/many", 500);
            assertThat(outcome.passed()).isEqualTo(100);
            assertThat(outcome.refused()).isEqualTo(200);
            assertThat(outcome.unknown()).isEqualTo(100);
            assertThat(outcome.other()).isEqualTo(100);
            assertThat(outcome.broken()).isZero();
            assertThat(outcome.passages()).allMatch(each -> each.sentNanos() < each.answeredNanos());
            assertThat(upstream.requests()).hasSize(500).allMatch(each -> each.target()
                    .equals("/many"));
            assertThat(upstream.connections()).isBetween(1, 8);
        }
    }

    @Test
    void whoseConnectionBreaksGoesOnElsewhereAndItEndsThoughNobodyIsLeft() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RecordingUpstream fragile = RecordingUpstream.start((request, reply) -> {
                    if (asked.incrementAndGet() > 10) {
                        reply.closeAfter();
                    } else {
                        reply.text("ok");
                    }
                });
                RecordingUpstream sound = RecordingUpstream.start((request, reply) -> reply.text("ok"))) {
            Outcome outcome = Burst.run(List.of(fragile.port(), sound.port()), 4, "/", 400);
            assertThat(outcome.broken()).isBetween(1L, 4L);
            assertThat(outcome.passed()).isGreaterThan(380);

            fragile.die();
            sound.die();
            Outcome nobody = Burst.run(List.of(fragile.port(), sound.port()), 4, "/", 50);
            assertThat(nobody.passed()).isZero();
            assertThat(nobody.broken()).isBetween(50L, 60L);
        }
    }
}
