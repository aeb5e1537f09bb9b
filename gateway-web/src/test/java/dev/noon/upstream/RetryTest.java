package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.Balance;
import dev.noon.model.Breaker.Outcome;
import dev.noon.model.Metadata;
import dev.noon.model.Retries;
import dev.noon.model.Upstream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sending again, to another target, with real sockets. */
class RetryTest extends UpstreamFixture {
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";
    private static final Retries RETRIES = retries(1, 100, 1000);

    @Test
    void a_listed_status_is_asked_for_elsewhere_and_gives_its_place_back() throws IOException {
        RecordingUpstream busy = keep(RecordingUpstream.answering(BUSY));
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(RETRIES, busy.url(), good.url());
        for (int i = 0; i < 20; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(busy.requests()).hasSize(10);
        assertThat(good.requests()).hasSize(20);
    }

    @Test
    void a_broken_connection_is_asked_for_elsewhere() throws IOException {
        RecordingUpstream broken = keep(new RecordingUpstream(RecordingUpstream.Wire::request));
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = sender(RETRIES, broken.url(), good.url());
        for (int i = 0; i < 6; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
    }

    @Test
    void what_must_not_be_repeated_or_has_a_body_is_sent_once() throws IOException {
        RecordingUpstream broken = keep(new RecordingUpstream(RecordingUpstream.Wire::request));
        RecordingUpstream other = keep(new RecordingUpstream(RecordingUpstream.Wire::request));
        UpstreamSender sender = sender(RETRIES, broken.url(), other.url());
        assertThat(sender.send(request("POST", RequestBody.NONE))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_RESET));
        assertThat(sender.send(request("PUT", Requests.body("hello", true))))
                .isEqualTo(new Answer.Failed(Cause.UPSTREAM_RESET));
        assertThat(broken.requests().size() + other.requests().size()).isEqualTo(2);
    }

    @Test
    void the_last_answer_is_passed_on_and_attempts_are_counted() throws IOException {
        List<RecordingUpstream> busy = List.of(
                keep(RecordingUpstream.answering(BUSY)),
                keep(RecordingUpstream.answering(BUSY)),
                keep(RecordingUpstream.answering(BUSY)));
        URI[] urls = busy.stream().map(RecordingUpstream::url).toArray(URI[]::new);
        assertThat(text(sender(RETRIES, urls).send(get("/")))).isEqualTo("busy");
        assertThat(seen(busy)).isEqualTo(2);
        assertThat(text(sender(retries(5, 100, 1000), urls).send(get("/")))).isEqualTo("busy");
        assertThat(seen(busy)).as("each target once").isEqualTo(5);
    }

    @Test
    void retries_stay_within_their_budget() throws IOException {
        List<RecordingUpstream> busy =
                List.of(keep(RecordingUpstream.answering(BUSY)), keep(RecordingUpstream.answering(BUSY)));
        UpstreamSender sender =
                sender(retries(1, 20, 3), busy.get(0).url(), busy.get(1).url());
        for (int i = 0; i < 10; i++) {
            text(sender.send(get("/")));
        }
        assertThat(seen(busy)).as("the minimum").isEqualTo(13);
        for (int i = 0; i < 40; i++) {
            text(sender.send(get("/")));
        }
        assertThat(seen(busy)).as("a fifth of fifty").isEqualTo(60);
    }

    private static int seen(List<RecordingUpstream> upstreams) {
        return upstreams.stream().mapToInt(one -> one.requests().size()).sum();
    }

    private UpstreamSender sender(Retries retries, URI... urls) {
        Upstream definition = new Upstream(
                        new Metadata("u", "default", Optional.empty()),
                        Stream.of(urls).map(url -> new Upstream.Target(url, 1)).toList(),
                        Upstream.Timeouts.DEFAULT,
                        OptionalInt.of(2),
                        Optional.empty())
                .with(new Upstream.Care(Balance.ROUND_ROBIN, Optional.empty(), Optional.of(retries)));
        return careful(definition, new Lent(upstream(LONG, OptionalInt.of(2), urls)));
    }

    private static Retries retries(int attempts, int budget, int minimum) {
        return new Retries(
                attempts, budget, minimum, new TreeSet<>(List.of(Outcome.RESET)), new TreeSet<>(List.of(503)));
    }
}
