package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.SharedStates;
import dev.noon.model.Balance;
import dev.noon.model.Breaker;
import dev.noon.model.HealthCheck;
import dev.noon.model.HealthCheck.Active;
import dev.noon.model.HealthCheck.Pace;
import dev.noon.model.HealthCheck.Passive;
import dev.noon.model.HealthCheck.Turns;
import dev.noon.model.Upstream;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.health.TargetHealth;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is asked when some are ill, with real sockets. */
class HealthTest extends UpstreamFixture {
    private static final String ILL = "HTTP/1.1 503 Ill\r\nContent-Length: 3\r\n\r\nill";
    private static final Active ACTIVE = new Active(
            "/health?deep=1",
            Optional.of("loans.example"),
            new Pace(Duration.ofSeconds(5), Duration.ofMillis(500)),
            Collections.emptySortedSet(),
            new Turns(1, 1));
    private static final Passive PASSIVE = new Passive(
            2, Duration.ofSeconds(30), Breaker.Failures.DEFAULT.outcomes(), Breaker.Failures.DEFAULT.statuses());

    private List<TargetHealth> health = List.of();

    @Test
    void a_target_that_says_it_is_ill_gets_no_requests_until_it_is_well() throws IOException {
        AtomicBoolean well = new AtomicBoolean();
        RecordingUpstream one = keep(asked(well));
        RecordingUpstream two = keep(RecordingUpstream.answering(HELLO));
        RecordingUpstream three = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(new HealthCheck(Optional.of(ACTIVE), Optional.empty()), one, two, three);
        look();
        for (int i = 0; i < 12; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(requests(one)).isZero();
        assertThat(requests(two)).as("the turns of who is ill are shared").isEqualTo(6);
        assertThat(requests(three)).isEqualTo(6);
        assertThat(one.requests())
                .singleElement()
                .asString()
                .startsWith("GET /health?deep=1 HTTP/1.1\r\nHost: loans.example\r\n");

        well.set(true);
        look();
        for (int i = 0; i < 12; i++) {
            text(sender.send(get("/")));
        }
        assertThat(requests(one)).isEqualTo(4);
    }

    @Test
    void when_none_is_well_all_are_asked() throws IOException {
        RecordingUpstream one = keep(asked(new AtomicBoolean()));
        RecordingUpstream two = keep(asked(new AtomicBoolean()));
        UpstreamSender sender = sender(new HealthCheck(Optional.of(ACTIVE), Optional.empty()), one, two);
        look();
        for (int i = 0; i < 4; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(requests(one)).isEqualTo(2);
        assertThat(requests(two)).isEqualTo(2);
    }

    @Test
    void who_does_not_answer_the_question_in_time_is_ill() throws IOException {
        RecordingUpstream silent = keep(new RecordingUpstream(RecordingUpstream.Wire::drain));
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(new HealthCheck(Optional.of(ACTIVE), Optional.empty()), silent, good);
        look();
        assertThat(health.get(0).isWell()).isFalse();
        assertThat(text(sender.send(get("/")))).isEqualTo("hello");
    }

    @Test
    void who_fails_again_and_again_is_left_alone_for_a_while() throws IOException {
        RecordingUpstream bad = keep(RecordingUpstream.answering(ILL));
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(new HealthCheck(Optional.empty(), Optional.of(PASSIVE)), bad, good);
        for (int i = 0; i < 10; i++) {
            text(sender.send(get("/")));
        }
        assertThat(bad.requests()).hasSize(2);
        skip(Duration.ofSeconds(31));
        for (int i = 0; i < 4; i++) {
            text(sender.send(get("/")));
        }
        assertThat(bad.requests()).hasSize(4);
    }

    private static RecordingUpstream asked(AtomicBoolean well) throws IOException {
        return new RecordingUpstream(wire -> {
            while (wire.request()) {
                wire.send(wire.latest().startsWith("GET /health") && !well.get() ? ILL : HELLO);
            }
        });
    }

    private static long requests(RecordingUpstream upstream) {
        return upstream.requests().stream()
                .filter(request -> request.startsWith("GET / "))
                .count();
    }

    /** Asks every target now. */
    private void look() {
        skip(Duration.ofSeconds(6));
        health.forEach(TargetHealth::sweep);
    }

    private UpstreamSender sender(HealthCheck check, RecordingUpstream... targets) {
        URI[] urls = Stream.of(targets).map(RecordingUpstream::url).toArray(URI[]::new);
        Upstream definition = definition(LONG, OptionalInt.empty(), urls)
                .with(new Upstream.Care(
                        Balance.ROUND_ROBIN, Optional.empty(), Optional.empty(), Optional.of(check), Optional.empty()));
        Breakers breakers =
                new Breakers(new Breakers.Surroundings("n", SharedStates.none(), Runnable::run, ticker(), () -> 0));
        Upstreams upstreams = new Upstreams(
                UpstreamSettings.forThreads(8, AddressRule.ANY),
                new Upstreams.Surroundings(ticker(), () -> 0, Runnable::run),
                breakers);
        health = definition.targets().stream()
                .map(target -> upstreams.health(definition, target, check, Optional.empty()))
                .toList();
        return careful(
                definition, new Lent(upstream(definition, Optional.empty()), List.of(), health, Optional.empty()));
    }
}
