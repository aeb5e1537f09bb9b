package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.cache.SharedStates;
import dev.noon.exchange.Cause;
import dev.noon.model.Balance;
import dev.noon.model.Breaker;
import dev.noon.model.Breaker.Failures;
import dev.noon.model.Breaker.Rest;
import dev.noon.model.Breaker.Trip;
import dev.noon.model.Metadata;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.breaker.TargetBreaker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two nodes with pools of their own, one real grid, real upstreams. */
class ClusterBreakerTest extends UpstreamFixture {
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
    private static final Breaker BREAKER = new Breaker(
            new Trip(50, 100, Duration.ofSeconds(10), OptionalInt.of(3)),
            new Rest(Duration.ofMillis(600), Duration.ofSeconds(5)),
            Failures.DEFAULT);
    private static final TwoMembers GRID = new TwoMembers();

    private final Map<String, TargetBreaker> open = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Breakers one = breakers("node-1", GRID.oneStates);
    private final Breakers two = breakers("node-2", GRID.twoStates);

    @AfterAll
    static void stopTheGrid() {
        GRID.close();
    }

    @Test
    void it_opens_on_one_node_is_known_on_both_and_one_request_of_the_cluster_tries_again() throws Exception {
        keep(threads::shutdownNow);
        AtomicBoolean well = new AtomicBoolean();
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            while (wire.request()) {
                wire.send(well.get() ? HELLO : BUSY);
            }
        }));
        UpstreamSender here = sender(one, server.url());
        UpstreamSender there = sender(two, server.url());
        for (int i = 0; i < 3; i++) {
            assertThat(answered(here.send(get("/"))).status()).isEqualTo(503);
        }
        assertThat(here.send(get("/"))).isInstanceOf(Answer.Spared.class);
        await().until(() -> two.notClosed() == 1);
        assertThat(there.send(get("/"))).isInstanceOf(Answer.Spared.class);
        assertThat(server.requests()).as("open: the upstream sees nothing").hasSize(3);

        for (int tries = 1; tries <= 2; tries++) {
            int seen = 3 + tries;
            await().untilAsserted(() -> {
                stampede(here, there);
                assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(seen);
            });
            stampede(here, there);
            assertThat(server.requests()).as("one try per cluster").hasSize(seen);
        }

        well.set(true);
        await().untilAsserted(() -> assertThat(text(there.send(get("/")))).isEqualTo("hello"));
        await().untilAsserted(() -> assertThat(text(here.send(get("/")))).isEqualTo("hello"));
    }

    @Test
    void another_target_takes_over_while_one_is_left_alone() throws IOException {
        keep(threads::shutdownNow);
        RecordingUpstream bad = keep(RecordingUpstream.answering(BUSY));
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(one, bad.url(), good.url());
        for (int i = 0; i < 6; i++) {
            text(sender.send(get("/")));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(bad.requests()).hasSize(3);
    }

    @Test
    void what_cannot_be_connected_to_is_a_failure_and_passes_its_turn_on() throws IOException {
        keep(threads::shutdownNow);
        RecordingUpstream gone = new RecordingUpstream(wire -> {});
        gone.close();
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender alone = sender(one, gone.url());
        assertThat(alone.send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_UNREACHABLE));
        UpstreamSender sender = sender(one, gone.url(), good.url());
        for (int i = 0; i < 10; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(one.notClosed()).isEqualTo(1);
        Answer.Spared spared = (Answer.Spared) alone.send(get("/"));
        assertThat(spared.retrySeconds()).isEqualTo(1);
    }

    private void stampede(UpstreamSender... senders) throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (UpstreamSender sender : senders) {
            answers.add(threads.submit(() -> sender.send(get("/"))));
            answers.add(threads.submit(() -> sender.send(get("/"))));
        }
        for (Future<Answer> answer : answers) {
            answer.get();
        }
    }

    private Breakers breakers(String node, SharedStates states) {
        return new Breakers(new Breakers.Surroundings(node, states, threads, Ticker.system(), WallClock.system()));
    }

    private UpstreamSender sender(Breakers breakers, URI... urls) {
        Upstream definition = new Upstream(
                        new Metadata("u", "default", Optional.empty()),
                        Stream.of(urls).map(url -> new Upstream.Target(url, 1)).toList(),
                        new Upstream.Timeouts(Duration.ofSeconds(5), LONG),
                        OptionalInt.of(100),
                        Optional.empty())
                .with(new Upstream.Care(Balance.ROUND_ROBIN, Optional.of(BREAKER), Optional.empty()));
        Upstreams upstreams = new Upstreams(
                UpstreamSettings.forThreads(8, AddressRule.ANY),
                new Upstreams.Surroundings(Ticker.system(), () -> 0, Runnable::run),
                breakers);
        List<TargetBreaker> each = Stream.of(urls)
                .map(url -> open.computeIfAbsent(
                        breakers.hashCode() + " " + url, key -> breakers.open("u", url.toString(), BREAKER)))
                .toList();
        return upstreams.sender(
                definition,
                new Lent(keep(upstreams.open(definition, Optional.empty())), each, List.of(), Optional.empty()));
    }
}
