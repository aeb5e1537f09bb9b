package dev.noon.policy.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.SharedRecords;
import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.IdempotencySpec;
import dev.noon.model.policy.IdempotencySpec.Asked;
import dev.noon.model.policy.IdempotencySpec.Kept;
import dev.noon.policy.MemoryRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyPolicyTest {
    private static final String KEY = "Idempotency-Key: 7f3a";

    private final MemoryRecords records = new MemoryRecords();
    private final AtomicLong tokens = new AtomicLong();
    private final Repetitions repetitions = repetitions(records, tokens);
    private final IdempotencyPolicy policy = policy(false, false, Optional.empty());
    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void whoever_sends_it_again_has_the_first_answer_and_nothing_happens_twice() throws IOException {
        Reply first = send(policy, post("/pay", "{\"amount\":5}", KEY));
        Exchange again = Requests.exchange(post("/pay", "{\"amount\":5}", KEY));
        Reply second = policy.handle(again, this::effect);

        assertThat(effects).hasValue(1);
        assertThat(text(second)).isEqualTo(text(first)).isEqualTo("effect 1");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.headers().all("Location")).containsExactly("/pay/1");
        assertThat(second.headers().has("Set-Cookie")).isFalse();
        assertThat(second.headers().all("Idempotency-Replayed")).containsExactly("true");
        assertThat(first.headers().has("Idempotency-Replayed")).isFalse();
        assertThat(again.cause()).isEqualTo(Cause.REPLAY);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /pay,  '{\"amount\":6}', ''",
        "POST, /pay?, '{\"amount\":5}', ''",
        "POST, /paid, '{\"amount\":5}', ''",
        "PATCH, /pay, '{\"amount\":5}', ''",
        "POST, /pay,  '{\"amount\":5}', 'Content-Type: text/plain'",
    })
    void the_same_key_for_another_request_is_refused(String method, String target, String body, String line)
            throws IOException {
        send(policy, post("/pay", "{\"amount\":5}", KEY));
        String[] lines = line.isEmpty() ? new String[] {KEY} : new String[] {KEY, line};
        Exchange other = Requests.exchange(Requests.of(method, target, Requests.body(body, true), lines));
        Reply refused = policy.handle(other, this::effect);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(other.cause()).isEqualTo(Cause.KEY_REUSED);
        assertThat(effects).hasValue(1);
    }

    @Test
    void while_the_first_is_under_way_the_second_is_told_so() throws IOException {
        Request second = post("/pay", "x", KEY);
        Reply first = send(policy, post("/pay", "x", KEY), exchange -> {
            Reply told = send(policy, second);
            assertThat(told.status()).isEqualTo(409);
            assertThat(told.headers().valueOr("Retry-After", "")).isEqualTo("1");
            return effect(exchange);
        });
        assertThat(first.status()).isEqualTo(201);
        assertThat(effects).hasValue(1);
    }

    @Test
    void the_same_key_of_somebody_else_is_another_key() throws IOException {
        send(policy, post("/pay", "x", KEY, "Authorization: Bearer a"));
        assertThat(text(send(policy, post("/pay", "x", KEY, "Authorization: Bearer b"))))
                .isEqualTo("effect 2");
        assertThat(text(send(policy, post("/pay", "x", KEY)))).isEqualTo("effect 3");
        assertThat(text(send(policy, post("/pay", "x", KEY, "Authorization: Bearer a"))))
                .isEqualTo("effect 1");

        IdempotencyPolicy byTenant = policy(false, false, Optional.of("${header.X-Tenant}"));
        send(byTenant, post("/pay", "x", KEY, "X-Tenant: a", "Authorization: Bearer a"));
        assertThat(text(send(byTenant, post("/pay", "x", KEY, "X-Tenant: a", "Authorization: Bearer b"))))
                .isEqualTo("effect 4");
    }

    @Test
    void other_methods_and_requests_without_a_key_pass() throws IOException {
        send(policy, Requests.of("PUT", "/pay", Requests.body("x", true), KEY));
        send(policy, Requests.of("PUT", "/pay", Requests.body("x", true), KEY));
        send(policy, post("/pay", "x"));
        send(policy, post("/pay", "x"));
        assertThat(effects).hasValue(4);
        assertThat(records.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Idempotency-Key:", "Idempotency-Key: a b", "Idempotency-Key: ü"})
    void where_a_key_is_required_one_that_is_none_is_refused(String line) throws IOException {
        IdempotencyPolicy strict = policy(true, false, Optional.empty());
        Reply refused = send(strict, line.isEmpty() ? post("/pay", "x") : post("/pay", "x", line));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(send(strict, post("/pay", "x", KEY, KEY)).status()).isEqualTo(400);
        assertThat(send(strict, post("/pay", "x", KEY + "x".repeat(256))).status())
                .isEqualTo(400);
        assertThat(effects).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"UPSTREAM_UNREACHABLE", "CONNECT_TIMEOUT", "SHED", "BREAKER_OPEN", "NODE_FULL", "BODY_INVALID"})
    void what_the_upstream_has_not_seen_may_be_sent_again(Cause cause) throws IOException {
        assertThat(send(policy, post("/pay", "x", KEY), exchange -> exchange.fail(cause))
                        .status())
                .isEqualTo(cause.status());
        assertThat(text(send(policy, post("/pay", "x", KEY)))).isEqualTo("effect 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void what_the_upstream_wants_later_may_be_sent_again(int status) throws IOException {
        send(policy, post("/pay", "x", KEY), exchange -> Requests.reply(status, "later"));
        assertThat(text(send(policy, post("/pay", "x", KEY)))).isEqualTo("effect 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500})
    void any_other_answer_of_the_upstream_stays_the_answer(int status) throws IOException {
        send(policy, post("/pay", "x", KEY), exchange -> Requests.reply(status, "no"));
        Reply again = send(policy, post("/pay", "x", KEY));
        assertThat(again.status()).isEqualTo(status);
        assertThat(text(again)).isEqualTo("no");
        assertThat(effects).hasValue(0);
    }

    @Test
    void a_request_whose_answer_did_not_come_is_not_sent_again() throws IOException {
        send(policy, post("/pay", "x", KEY), exchange -> exchange.fail(Cause.RESPONSE_TIMEOUT));
        Reply again = send(policy, post("/pay", "x", KEY));
        assertThat(again.status()).isEqualTo(504);
        assertThat(again.headers().has("Idempotency-Replayed")).isTrue();
        assertThat(effects).hasValue(0);
    }

    @Test
    void an_answer_that_breaks_off_or_is_too_long_to_keep_is_not_made_a_second_time() throws IOException {
        Exchange breaking = Requests.exchange(post("/pay", "x", KEY));
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("cut"));
            }
        };
        Chain cut = exchange -> new Reply(200, Requests.headers(), new Body.Stream(broken, OptionalLong.of(10), true));
        assertThatThrownBy(() -> policy.handle(breaking, cut)).isInstanceOf(BrokenBody.class);
        breaking.close();
        assertThat(send(policy, post("/pay", "x", KEY)).status()).isEqualTo(409);

        String other = "Idempotency-Key: long";
        send(policy, post("/pay", "x", other), exchange -> Requests.reply(200, "x".repeat(5000)));
        Exchange again = Requests.exchange(post("/pay", "x", other));
        assertThat(policy.handle(again, this::effect).status()).isEqualTo(409);
        assertThat(again.cause()).isEqualTo(Cause.KEY_SPENT);
        assertThat(effects).hasValue(0);
    }

    @Test
    void a_streamed_answer_is_kept_when_its_last_byte_has_passed() throws IOException {
        byte[] bytes = "streamed".getBytes(StandardCharsets.UTF_8);
        Chain streaming = exchange -> new Reply(
                200, Requests.headers(), new Body.Stream(new ByteArrayInputStream(bytes), OptionalLong.empty(), true));
        Exchange first = Requests.exchange(post("/pay", "x", KEY));
        Reply reply = policy.handle(first, streaming);
        reply.headers().add("X-Front", "added by a policy in front");
        assertThat(((Body.Stream) reply.body()).in().readAllBytes()).isEqualTo(bytes);
        first.close();

        Reply again = send(policy, post("/pay", "x", KEY));
        assertThat(text(again)).isEqualTo("streamed");
        assertThat(again.headers().has("X-Front")).isFalse();
    }

    @Test
    void a_body_that_is_too_long_to_compare_is_refused() throws IOException {
        Reply refused = send(policy, post("/pay", "x".repeat(4097), KEY));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(effects).hasValue(0);
    }

    @Test
    void without_the_grid_nobody_can_tell() throws IOException {
        records.away(true);
        Exchange closed = Requests.exchange(post("/pay", "x", KEY));
        assertThat(policy.handle(closed, this::effect).status()).isEqualTo(503);
        assertThat(closed.cause()).isEqualTo(Cause.KEY_UNKNOWN);
        assertThat(effects).hasValue(0);
        assertThat(send(policy, post("/pay", "x")).status()).isEqualTo(201);

        IdempotencyPolicy open = policy(false, true, Optional.empty());
        assertThat(text(send(open, post("/pay", "x", KEY)))).isEqualTo("effect 2");
    }

    @Test
    void an_effect_that_could_not_be_noted_is_counted() throws IOException {
        send(policy, post("/pay", "x", KEY), exchange -> {
            records.away(true);
            return effect(exchange);
        });
        assertThat(repetitions.lostSoFar()).isEqualTo(1);
        records.away(false);
        assertThat(send(policy, post("/pay", "x", KEY)).status())
                .as("as long as the first claim stands")
                .isEqualTo(409);
    }

    private Reply effect(Exchange exchange) {
        int number = effects.incrementAndGet();
        return Requests.reply(201, "effect " + number, "Location: /pay/" + number, "Set-Cookie: a=b");
    }

    private Reply send(IdempotencyPolicy to, Request request) throws IOException {
        return send(to, request, this::effect);
    }

    private static Reply send(IdempotencyPolicy to, Request request, Chain chain) throws IOException {
        try (Exchange exchange = Requests.exchange(request)) {
            return to.handle(exchange, chain);
        }
    }

    private static String text(Reply reply) {
        return new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    private static Request post(String target, String body, String... lines) {
        return Requests.of("POST", target, Requests.body(body, true), lines);
    }

    private IdempotencyPolicy policy(boolean required, boolean open, Optional<String> by) {
        Asked asked = new Asked(Asked.DEFAULT_HEADER, Asked.DEFAULT_METHODS, required);
        Kept kept = new Kept(Duration.ofHours(1), Duration.ofMinutes(1), 4096);
        return new IdempotencyPolicy(
                new IdempotencySpec("idempotency", asked, by.map(Template::parse), kept, open), "loans", repetitions);
    }

    static Repetitions repetitions(SharedRecords records, AtomicLong tokens) {
        return new Repetitions(
                records,
                () -> ByteBuffer.allocate(16).putLong(tokens.incrementAndGet()).array());
    }
}
