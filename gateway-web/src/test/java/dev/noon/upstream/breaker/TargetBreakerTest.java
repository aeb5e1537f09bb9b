package dev.noon.upstream.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.Breaker;
import dev.noon.model.Breaker.Failures;
import dev.noon.model.Breaker.Rest;
import dev.noon.model.Breaker.Trip;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetBreakerTest {
    private static final long TRY_MILLIS = 2_000;
    private static final Breaker SETTINGS = settings(50, 4, OptionalInt.of(3));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final MemoryStates grid = new MemoryStates();
    private final MemoryStates otherGrid = grid.other();
    private final Breakers node = node("node-1", grid);
    private final Breakers otherNode = node("node-2", otherGrid);
    private final TargetBreaker breaker = node.open("loans", "http://a:1", SETTINGS);
    private final TargetBreaker other = otherNode.open("loans", "http://a:1", SETTINGS);

    @ParameterizedTest(name = "{0} opens it: {1}")
    @CsvSource({
        "fff, true",
        "ff, false",
        "ffsf, true",
        "ffsff, true",
        "sssf, false",
        "ssff, true",
        "fsf, false",
        "sssfff, true",
        "ssssff, false",
    })
    void failures_in_a_row_or_their_rate_open_it(String requests, boolean opens) {
        requests.chars().forEach(request -> answer(breaker, request == 's'));
        assertThat(breaker.isClosed()).isEqualTo(!opens);
        assertThat(node.counts().openedSoFar()).isEqualTo(opens ? 1 : 0);
    }

    @Test
    void what_has_left_the_window_does_not_count() {
        TargetBreaker byRate = node.open("rates", "http://a:1", settings(50, 4, OptionalInt.empty()));
        answers(byRate, "fff");
        pass(Duration.ofMillis(10_500));
        answers(byRate, "fsss");
        assertThat(byRate.isClosed()).isTrue();
        answers(byRate, "ffff");
        assertThat(byRate.isClosed()).isFalse();
    }

    @Test
    void one_node_opens_it_and_every_node_refuses() {
        answers(breaker, "fff");
        assertThat(breaker.admit(TRY_MILLIS).isGranted()).isFalse();
        assertThat(other.admit(TRY_MILLIS).isGranted()).isFalse();
        assertThat(otherNode.list()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo("open");
            assertThat(report.node()).isEqualTo("node-1");
            assertThat(report.known()).isTrue();
        });
    }

    @Test
    void a_lost_message_is_made_up_for_by_asking() {
        grid.losesMessages = true;
        answers(breaker, "fff");
        assertThat(other.isClosed()).isTrue();
        otherNode.poll();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void one_request_of_the_cluster_tries_the_target() {
        answers(breaker, "fff");
        pass(Duration.ofSeconds(5));
        Admission first = other.admit(TRY_MILLIS);
        assertThat(first.isTry()).isTrue();
        assertThat(other.admit(TRY_MILLIS).isGranted()).isFalse();
        assertThat(breaker.admit(TRY_MILLIS).isGranted()).isFalse();
        other.succeeded(first);
        assertThat(other.isClosed()).isTrue();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void one_request_tries_it_even_if_the_nodes_do_not_hear_of_each_other() {
        answers(breaker, "fff");
        grid.losesMessages = true;
        otherGrid.losesMessages = true;
        pass(Duration.ofSeconds(5));
        assertThat(other.admit(TRY_MILLIS).isTry()).isTrue();
        assertThat(breaker.admit(TRY_MILLIS).isGranted()).isFalse();
    }

    @ParameterizedTest(name = "after {0} failed tries it waits {1} s")
    @CsvSource({"0, 5", "1, 10", "2, 20", "3, 40", "4, 60", "9, 60"})
    void each_try_that_fails_doubles_the_wait_up_to_a_limit(int failedTries, long seconds) {
        answers(breaker, "fff");
        for (int i = 0; i < failedTries; i++) {
            pass(Duration.ofMinutes(1));
            breaker.failed(breaker.admit(TRY_MILLIS));
        }
        assertThat(Duration.ofNanos(breaker.leftNanos()).toSeconds()).isEqualTo(seconds);
        assertThat(Duration.ofNanos(other.leftNanos()).toSeconds()).isEqualTo(seconds);
    }

    @Test
    void a_try_that_came_to_nothing_leaves_it_open_and_another_follows() {
        answers(breaker, "fff");
        pass(Duration.ofSeconds(5));
        breaker.abandoned(breaker.admit(TRY_MILLIS));
        assertThat(breaker.admit(TRY_MILLIS).isGranted()).isFalse();
        pass(Duration.ofSeconds(5));
        assertThat(breaker.admit(TRY_MILLIS).isTry()).isTrue();
    }

    @Test
    void a_node_that_dies_while_it_tries_is_followed_by_another() {
        answers(breaker, "fff");
        pass(Duration.ofSeconds(5));
        assertThat(breaker.admit(TRY_MILLIS).isTry()).isTrue();
        pass(Duration.ofMillis(TRY_MILLIS - 1));
        assertThat(other.admit(TRY_MILLIS).isGranted()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(other.admit(TRY_MILLIS).isTry()).isTrue();
    }

    @Test
    void a_try_that_ends_after_it_was_taken_over_changes_nothing() {
        answers(breaker, "fff");
        pass(Duration.ofSeconds(5));
        Admission late = breaker.admit(TRY_MILLIS);
        pass(Duration.ofMillis(TRY_MILLIS));
        assertThat(other.admit(TRY_MILLIS).isTry()).isTrue();
        breaker.succeeded(late);
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void without_the_grid_each_node_stands_alone_and_tells_when_it_is_back() {
        grid.away = true;
        answers(breaker, "fff");
        assertThat(breaker.isClosed()).isFalse();
        assertThat(other.isClosed()).isTrue();
        assertThat(node.list()).singleElement().satisfies(report -> assertThat(report.known())
                .isFalse());
        pass(Duration.ofSeconds(5));
        breaker.failed(breaker.admit(TRY_MILLIS));
        grid.away = false;
        node.poll();
        assertThat(other.isClosed()).isFalse();
        assertThat(node.list()).singleElement().satisfies(report -> assertThat(report.known())
                .isTrue());
    }

    @Test
    void a_reset_closes_it_everywhere() {
        answers(breaker, "fff");
        otherNode.reset("loans", "http://b:1");
        assertThat(other.isClosed()).isFalse();
        otherNode.reset("loans", "");
        assertThat(other.isClosed()).isTrue();
        assertThat(breaker.isClosed()).isTrue();
        answers(breaker, "ff");
        assertThat(breaker.isClosed()).as("what failed before is forgotten").isTrue();
    }

    @Test
    void other_settings_are_another_breaker() {
        answers(breaker, "fff");
        assertThat(node.open("loans", "http://a:1", settings(40, 4, OptionalInt.of(3)))
                        .isClosed())
                .isTrue();
    }

    private static void answers(TargetBreaker breaker, String requests) {
        requests.chars().forEach(request -> answer(breaker, request == 's'));
    }

    private static void answer(TargetBreaker breaker, boolean well) {
        Admission admission = breaker.admit(TRY_MILLIS);
        if (admission.isGranted() && well) {
            breaker.succeeded(admission);
        } else if (admission.isGranted()) {
            breaker.failed(admission);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Breakers node(String name, MemoryStates states) {
        return new Breakers(new Breakers.Surroundings(name, states, Runnable::run, nanos::get, () -> 0));
    }

    private static Breaker settings(int rate, int calls, OptionalInt row) {
        Trip trip = new Trip(rate, calls, Duration.ofSeconds(10), row);
        return new Breaker(trip, new Rest(Duration.ofSeconds(5), Duration.ofMinutes(1)), Failures.DEFAULT);
    }
}
