package dev.noon.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.Breaker;
import dev.noon.model.HealthCheck;
import dev.noon.model.HealthCheck.Active;
import dev.noon.model.HealthCheck.Pace;
import dev.noon.model.HealthCheck.Passive;
import dev.noon.model.HealthCheck.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetHealthTest {
    private static final Active ACTIVE =
            new Active("/health", Optional.empty(), Pace.DEFAULT, Collections.emptySortedSet(), new Turns(2, 3));
    private static final Passive PASSIVE = new Passive(
            3, Duration.ofSeconds(30), Breaker.Failures.DEFAULT.outcomes(), Breaker.Failures.DEFAULT.statuses());

    private final AtomicLong nanos = new AtomicLong();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Healths all = new Healths(nanos::get, waiting::add);
    private int status = 200;
    private int asked;

    @ParameterizedTest(name = "answers {0} leave it {1}")
    @CsvSource({
        "200 200, WELL",
        "500 500, WELL",
        "500 500 500, ILL",
        "500 500 200 500 500, WELL",
        "500 500 200 500 500 500, ILL",
        "0 0 0, ILL",
        "302 404 503, ILL",
        "500 500 500 204, ILL",
        "500 500 500 204 299, WELL",
        "500 500 500 204 500 204, ILL",
    })
    void answers_in_a_row_decide(String answers, String state) {
        TargetHealth health = open(Optional.of(ACTIVE), Optional.empty());
        for (String answer : answers.split(" ")) {
            status = Integer.parseInt(answer);
            tick(health);
        }
        assertThat(health.isWell()).isEqualTo(state.equals("WELL"));
        assertThat(all.ill()).hasSize(state.equals("WELL") ? 0 : 1);
    }

    @Test
    void it_is_asked_once_an_interval_and_not_while_an_answer_is_outstanding() {
        TargetHealth health = open(Optional.of(ACTIVE), Optional.empty());
        for (int second = 0; second < 20; second++) {
            health.sweep();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(waiting).as("nobody has run the first").hasSize(1);
        runAll();
        for (int second = 0; second < 20; second++) {
            health.sweep();
            runAll();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(asked).isEqualTo(5);
        assertThat(all.counts().askedSoFar()).isEqualTo(5);
    }

    @Test
    void failures_in_a_row_give_it_a_rest() {
        TargetHealth health = open(Optional.empty(), Optional.of(PASSIVE));
        fail(health, 2);
        health.answered(false);
        fail(health, 2);
        assertThat(health.isWell()).isTrue();
        health.answered(true);
        assertThat(health.isWell()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(health.isWell()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(health.isWell()).isTrue();
        fail(health, 2);
        assertThat(health.isWell()).as("it begins anew").isTrue();
        health.sweep();
        assertThat(waiting).isEmpty();
    }

    @Test
    void good_answers_end_a_rest() {
        TargetHealth health = open(Optional.of(ACTIVE), Optional.of(PASSIVE));
        fail(health, 3);
        tick(health);
        assertThat(health.isWell()).isFalse();
        tick(health);
        assertThat(health.isWell()).isTrue();
    }

    @Test
    void who_is_closed_is_forgotten() {
        TargetHealth health = open(Optional.empty(), Optional.of(PASSIVE));
        fail(health, 3);
        health.close();
        assertThat(all.ill()).isEmpty();
    }

    private TargetHealth open(Optional<Active> active, Optional<Passive> passive) {
        return all.open(new TargetHealth.Id("u", "http://a:1"), new HealthCheck(active, passive), () -> {
            asked++;
            return status;
        });
    }

    private void tick(TargetHealth health) {
        health.sweep();
        runAll();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    }

    private void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private static void fail(TargetHealth health, int times) {
        for (int i = 0; i < times; i++) {
            health.answered(true);
        }
    }
}
