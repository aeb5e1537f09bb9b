package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Copies;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.exchange.RouteFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamCallTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FakeTransport transport = new FakeTransport();

    @Test
    void the_upstream_learns_who_asked_whom_and_through_what() throws IOException {
        call(Requests.of("GET", "/loans?x=1", "Via: 1.0 edge", "X-A: 1"));
        assertThat(transport.seen.target()).isEqualTo("/loans?x=1");
        assertThat(transport.seen.headers().toString()).isEqualTo("""
                        Via: 1.0 edge, 1.1 noon
                        X-A: 1
                        Forwarded: for=192.0.2.7;host="api.example:8080";proto=http
                        X-Forwarded-For: 192.0.2.7
                        X-Forwarded-Proto: http
                        X-Forwarded-Port: 8080
                        X-Forwarded-Host: api.example:8080
                        """);
    }

    @Test
    void an_IPv6_client_is_quoted() throws IOException {
        Request.Origin origin = new Request.Origin("https", "[::1]", "[::1]:8443", "/", 8443, () -> "2001:db8::7");
        Request plain = Requests.of("GET", "/");
        call(new Request("GET", "/", Optional.empty(), origin, plain.headers(), plain.body()));
        assertThat(transport.seen.headers().find("Forwarded"))
                .contains("for=\"[2001:db8::7]\";host=\"[::1]:8443\";proto=https");
        assertThat(transport.seen.headers().find("X-Forwarded-For")).contains("2001:db8::7");
    }

    @Test
    void what_a_policy_has_set_stays() throws IOException {
        call(Requests.of("GET", "/", "X-Forwarded-Host: public.example"));
        assertThat(transport.seen.headers().all("X-Forwarded-Host")).containsExactly("public.example");
    }

    @Test
    void what_goes_round_and_round_ends() throws IOException {
        String seven = "1.1 noon, ".repeat(6) + "1.1 noon";
        call(Requests.of("GET", "/", "Via: " + seven));
        assertThat(transport.seen.headers().find("Via")).contains(seven + ", 1.1 noon");
        transport.seen = new UpstreamRequest("", "", new Headers(), RequestBody.NONE);
        Exchange exchange = Requests.exchange(Requests.of("GET", "/", "Via: " + seven, "Via: 1.1 noon"));
        assertThat(new UpstreamCall(transport, 0, nanos::get).proceed(exchange).status())
                .isEqualTo(508);
        assertThat(exchange.cause()).isEqualTo(Cause.LOOP_DETECTED);
        assertThat(transport.seen.method()).isEmpty();
    }

    @Test
    void the_client_request_is_left_alone() throws IOException {
        Request request = Requests.of("GET", "/", "X-A: 1");
        call(request);
        assertThat(request.headers().toString()).isEqualTo("X-A: 1\n");
    }

    @ParameterizedTest(name = "{0} stripped of {1} characters is {2}")
    @CsvSource({
        "/loans, 0, /loans",
        "/loans, 6, /",
        "/loans/7, 6, /7",
        "/loans/7?x=1, 6, /7?x=1",
        "/loans?x=1, 6, /?x=1",
        "/docs/7, 6, /7",
    })
    void the_beginning_of_the_path_can_be_stripped(String target, int strip, String expected) throws IOException {
        new UpstreamCall(transport, strip, nanos::get).proceed(Requests.exchange(Requests.of("GET", target)));
        assertThat(transport.seen.target()).isEqualTo(expected);
    }

    @Test
    void the_answer_is_the_reply_and_its_body_is_the_exchanges_to_close() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[3]) {
            @Override
            public void close() {
                nanos.set(-1);
            }
        };
        Headers headers = Requests.headers("Via: 1.1 backend");
        transport.answer = new Answer.Answered(203, headers, new Body.Stream(in, OptionalLong.of(3), true));
        Exchange exchange = Requests.exchange(Requests.of("GET", "/"));
        Reply reply = new UpstreamCall(transport, 0, nanos::get).proceed(exchange);
        assertThat(reply.status()).isEqualTo(203);
        assertThat(reply.headers().toString()).isEqualTo("Via: 1.1 backend, 1.1 noon\n");
        assertThat(exchange.upstreamNanos()).isEqualTo(5);
        exchange.close();
        assertThat(nanos.get()).isEqualTo(-1);
    }

    @Test
    void a_failure_is_a_problem_with_its_cause() throws IOException {
        transport.answer = new Answer.Failed(Cause.SHED);
        Exchange exchange = Requests.exchange(Requests.of("GET", "/"));
        Reply reply = new UpstreamCall(transport, 0, nanos::get).proceed(exchange);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().find("Retry-After")).contains("1");
        assertThat(exchange.cause()).isEqualTo(Cause.SHED);
    }

    @Test
    void a_copy_is_the_request_as_it_was_and_nobody_waits_for_its_answer() throws IOException {
        byte[] closed = new byte[1];
        InputStream in = new ByteArrayInputStream(new byte[1 << 20]) {
            @Override
            public void close() {
                closed[0] = 1;
            }
        };
        transport.answer = new Answer.Answered(500, new Headers(), new Body.Stream(in, OptionalLong.empty(), true));
        Exchange exchange = Requests.exchange(Requests.of("POST", "/loans/7?x=1", "X-A: 1"));
        exchange.route(new RouteFacts("loans", "u"));
        Copies.Copy copy = new UpstreamCall(transport, 6, nanos::get).of(exchange);
        assertThat(transport.seen.target()).isEmpty();
        exchange.request().headers().set("X-A", "2");
        exchange.rewriteTarget("/other", Optional.empty());

        assertThat(copy.send(RequestBody.of(new byte[] {'b'}))).isTrue();
        assertThat(transport.seen.target()).isEqualTo("/7?x=1");
        assertThat(transport.seen.headers().find("X-A")).contains("1");
        assertThat(transport.seen.headers().find("Noon-Mirror")).contains("loans");
        assertThat(transport.seen.body().open().readAllBytes()).containsExactly('b');
        assertThat(closed[0]).isEqualTo((byte) 1);
        assertThat(in.available()).as("not all of a long answer is read").isPositive();
        transport.answer = new Answer.Failed(Cause.RESPONSE_TIMEOUT);
        assertThat(copy.send(RequestBody.NONE)).isFalse();
    }

    private void call(Request request) throws IOException {
        new UpstreamCall(transport, 0, nanos::get).proceed(Requests.exchange(request));
    }

    private final class FakeTransport implements UpstreamTransport {
        private UpstreamRequest seen = new UpstreamRequest("", "", new Headers(), dev.noon.exchange.RequestBody.NONE);
        private Answer answer = new Answer.Answered(200, new Headers(), Body.EMPTY);

        @Override
        public Answer send(UpstreamRequest request) {
            seen = request;
            nanos.addAndGet(5);
            return answer;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }
}
