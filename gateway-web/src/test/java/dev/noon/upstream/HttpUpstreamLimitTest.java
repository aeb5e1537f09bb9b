package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpstreamLimitTest extends UpstreamFixture {
    @Test
    void above_the_limit_is_shed_until_a_body_has_ended() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream upstream = upstream(LONG, OptionalInt.of(2), server.url());
        Body.Stream first = body(upstream.send(get("/")));
        Body.Stream second = body(upstream.send(get("/")));
        assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.SHED));
        first.in().readAllBytes();
        first.in().close();
        first.in().close();
        Body.Stream third = body(upstream.send(get("/")));
        assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.SHED));
        second.in().close();
        third.in().close();
        assertThat(text(upstream.send(get("/")))).isEqualTo("hello");
    }

    @Test
    void failures_give_their_permit_back() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> wire.send("garbage\r\n\r\n")));
        HttpUpstream upstream = upstream(LONG, OptionalInt.of(1), server.url());
        for (int i = 0; i < 3; i++) {
            assertThat(upstream.send(get("/"))).isNotEqualTo(new Answer.Failed(Cause.SHED));
        }
    }

    @Test
    void targets_take_turns_and_a_dead_one_passes_its_turn_on() throws IOException {
        RecordingUpstream one = keep(RecordingUpstream.answering(HELLO));
        RecordingUpstream two = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream upstream = upstream(LONG, OptionalInt.empty(), one.url(), two.url());
        for (int i = 0; i < 4; i++) {
            text(upstream.send(get("/")));
        }
        assertThat(one.requests()).hasSize(2);
        assertThat(two.requests()).hasSize(2);
        one.close();
        for (int i = 0; i < 4; i++) {
            assertThat(text(upstream.send(get("/")))).isEqualTo("hello");
        }
        assertThat(two.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_goes_out_with_its_length_or_in_chunks(boolean declared) throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            while (wire.request()) {
                String body = new String(wire.body(declared ? 5 : 15), StandardCharsets.ISO_8859_1);
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        }));
        HttpUpstream upstream = upstream(server.url());
        String sent = text(upstream.send(request("POST", Requests.body("hello", declared))));
        assertThat(sent).isEqualTo(declared ? "hello" : "5\r\nhello\r\n0\r\n\r\n");
        assertThat(server.requests().get(0))
                .contains(declared ? "Content-Length: 5\r\n" : "Transfer-Encoding: chunked\r\n");
    }

    @Test
    void a_POST_without_a_body_says_so() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(HELLO));
        text(upstream(server.url()).send(request("POST", RequestBody.NONE)));
        assertThat(server.requests().get(0)).contains("Content-Length: 0\r\n");
    }

    @Test
    void a_client_that_breaks_off_aborts_the_upstream_request() throws Exception {
        AtomicLong ended = new AtomicLong(-1);
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            try {
                ended.set(wire.drain());
            } catch (IOException e) {
                ended.set(-2);
                throw e;
            }
        }));
        HttpUpstream upstream = upstream(server.url());
        RequestBody breaking = body(new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (++count > 100_000) {
                    throw new ClientFailure(Cause.CLIENT_GONE);
                }
                return 0;
            }
        });
        assertThatThrownBy(() -> upstream.send(request("POST", breaking))).isInstanceOf(ClientFailure.class);
        await().untilAtomic(ended, org.hamcrest.Matchers.equalTo(-2L));
        assertThat(upstream.idleCount()).isZero();
    }

    @Test
    void an_early_answer_to_a_large_body_is_passed_on() throws IOException {
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            wire.drain();
        }));
        Answer answer = upstream(server.url()).send(request("POST", Requests.body("x".repeat(1 << 20), true)));
        assertThat(answered(answer).status()).isEqualTo(413);
    }

    @Test
    void large_bodies_stream_both_ways_without_being_held() throws IOException {
        long size = 256L << 20;
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            byte[] piece = new byte[1 << 16];
            for (long read = 0; read < size; read += piece.length) {
                wire.body(piece.length);
            }
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            for (long sent = 0; sent < size; sent += piece.length) {
                wire.send(piece);
            }
        }));
        HttpUpstream upstream = upstream(server.url());
        Body.Stream body = body(upstream.send(request("PUT", zeros(size))));
        long heldBefore = used();
        assertThat(body.in().transferTo(java.io.OutputStream.nullOutputStream()))
                .isEqualTo(size);
        assertThat(used() - heldBefore).isLessThan(64L << 20);
        assertThat(upstream.idleCount()).isEqualTo(1);
    }

    @Test
    void a_write_that_nobody_reads_is_ended_by_the_sweep() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        RecordingUpstream server = keep(new RecordingUpstream(wire -> {
            wire.request();
            park(done);
        }));
        HttpUpstream upstream = upstream(LONG, OptionalInt.empty(), server.url());
        Thread sweeper = new Thread(() -> {
            while (done.getCount() > 0) {
                skip(Duration.ofSeconds(5));
                upstream.sweep();
                Thread.onSpinWait();
            }
        });
        sweeper.start();
        assertThat(upstream.send(request("POST", zeros(256L << 20)))).isInstanceOf(Answer.Failed.class);
        done.countDown();
        sweeper.join();
    }

    @Test
    void warming_opens_one_connection_to_each_target_and_a_dead_one_does_not_matter() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(HELLO));
        RecordingUpstream dead = keep(RecordingUpstream.answering(HELLO));
        dead.close();
        HttpUpstream upstream = upstream(LONG, OptionalInt.empty(), server.url(), dead.url());
        assertThat(upstream.isWarm()).isFalse();
        upstream.warm();
        upstream.warm();
        assertThat(upstream.isWarm()).isTrue();
        assertThat(upstream.idleCount()).isEqualTo(1);
    }

    @Test
    void a_closed_pool_keeps_nothing_that_comes_back_late() throws IOException {
        RecordingUpstream server = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream upstream = upstream(server.url());
        text(upstream.send(get("/")));
        Body.Stream late = body(upstream.send(get("/")));
        upstream.close();
        late.in().readAllBytes();
        assertThat(upstream.idleCount()).isZero();
    }
}
