package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.Metadata;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import dev.noon.upstream.breaker.Breakers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An upstream under test, with its servers, and a clock that can be put forward. */
@Timeout(30)
abstract class UpstreamFixture {
    static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    static final Duration LONG = Duration.ofSeconds(20);
    private static final UpstreamSettings SETTINGS =
            new UpstreamSettings(4, Duration.ofSeconds(30), Duration.ofSeconds(1));

    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicLong skippedNanos = new AtomicLong();
    /** Milliseconds since the epoch. */
    final AtomicLong wall = new AtomicLong(1_000_000_000_000L);

    private final Ticker ticker = () -> System.nanoTime() + skippedNanos.get();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    static RecordingUpstream closesAfterTheFirst() throws IOException {
        return new RecordingUpstream(wire -> {
            wire.request();
            wire.send(HELLO);
        });
    }

    /** Each connection answers one request and dies at the second, having read it. */
    static RecordingUpstream dropsTheSecondRequest() throws IOException {
        return new RecordingUpstream(wire -> {
            wire.request();
            wire.send(HELLO);
            wire.request();
        });
    }

    void assertBroken(HttpUpstream upstream, Cause cause) throws IOException {
        InputStream in = body(upstream.send(get("/"))).in();
        assertThatThrownBy(in::readAllBytes)
                .isInstanceOfSatisfying(
                        BrokenBody.class, broken -> assertThat(broken.reason()).isEqualTo(cause));
        in.close();
        assertThat(upstream.idleCount()).isZero();
    }

    HttpUpstream upstream(URI url) {
        return upstream(LONG, OptionalInt.empty(), url);
    }

    HttpUpstream upstream(Duration response, OptionalInt limit, URI... urls) {
        return upstream(definition(response, limit, urls), Optional.empty());
    }

    HttpUpstream upstream(Upstream definition, Optional<ClearSecret> key) {
        HttpUpstream.Surroundings surroundings = new HttpUpstream.Surroundings(ticker, Runnable::run);
        return keep(new HttpUpstream(definition, SETTINGS, surroundings, TlsTrust.of(definition.tls(), key)));
    }

    /** Sends to {@code pool} as {@code definition} says. */
    UpstreamSender careful(Upstream definition, Lent lent) {
        return new CarefulUpstream(
                definition,
                lent,
                new CarefulUpstream.Surroundings(new Breakers.Counts(), ticker, wall::get, ForkJoinPool.commonPool()));
    }

    static Upstream definition(Duration response, OptionalInt limit, URI... urls) {
        return new Upstream(
                new Metadata("u", "default", Optional.empty()),
                Stream.of(urls).map(url -> new Upstream.Target(url, 1)).toList(),
                new Upstream.Timeouts(Duration.ofSeconds(5), response),
                limit,
                Optional.empty());
    }

    <T extends AutoCloseable> T keep(T one) {
        open.add(one);
        return one;
    }

    /** What the upstream takes for the time. */
    Ticker ticker() {
        return ticker;
    }

    void skip(Duration time) {
        skippedNanos.addAndGet(time.toNanos());
    }

    static void park(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static UpstreamRequest get(String target, String... lines) {
        return new UpstreamRequest("GET", target, Requests.headers(lines), RequestBody.NONE);
    }

    static UpstreamRequest request(String method, RequestBody body) {
        return new UpstreamRequest(method, "/", new Headers(), body);
    }

    static RequestBody zeros(long size) {
        return body(
                new InputStream() {
                    long left = size;

                    @Override
                    public int read() {
                        return left-- > 0 ? 0 : -1;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        int read = (int) Math.min(left, length);
                        left -= read;
                        return read == 0 ? -1 : read;
                    }
                },
                OptionalLong.of(size));
    }

    static RequestBody body(InputStream in) {
        return body(in, OptionalLong.empty());
    }

    static RequestBody body(InputStream in, OptionalLong length) {
        return new RequestBody() {
            @Override
            public boolean present() {
                return true;
            }

            @Override
            public OptionalLong length() {
                return length;
            }

            @Override
            public InputStream open() {
                return in;
            }
        };
    }

    static Answer.Answered answered(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Answered.class);
        return (Answer.Answered) answer;
    }

    static Body.Stream body(Answer answer) {
        return (Body.Stream) answered(answer).body();
    }

    static String text(Answer answer) throws IOException {
        if (answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream stream) {
            return new String(stream.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        return answer.toString();
    }

    static long used() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
