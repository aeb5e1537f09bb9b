package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.model.policy.CacheConduct.OnError;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests when something is stale, is being fetched or cannot be fetched. */
class CacheConductTest extends CachePolicyFixture {
    private static final CacheLife MINUTE = CacheLife.of(Duration.ofSeconds(60));

    @Test
    void stale_answers_are_served_while_another_one_is_fetched() throws IOException {
        policy = policy(MINUTE, conduct(30, 0, 0));
        ask(get());
        upstream = Requests.reply(200, "new", "Content-Type: text/plain");
        cache.nowMillis += 70_000;
        Reply stale = ask(get());
        assertThat(text(stale)).isEqualTo("hello");
        assertThat(stale.headers().find("Cache-Status")).contains("noon; hit; ttl=-10; detail=local");
        assertThat(stale.headers().find("Age")).contains("70");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_STALE);
        assertThat(fetches).isEqualTo(2);
        assertThat(text(ask(get()))).isEqualTo("new");
        assertThat(fetches).isEqualTo(2);
        assertThat(node.refreshes().doneSoFar()).isEqualTo(1);
    }

    @Test
    void past_that_time_requests_wait_for_the_upstream() throws IOException {
        policy = policy(MINUTE, conduct(30, 0, 0));
        ask(get());
        upstream = Requests.reply(200, "new");
        cache.nowMillis += 90_000;
        Reply fetched = ask(get());
        assertThat(text(fetched)).isEqualTo("new");
        assertThat(fetched.headers().find("Cache-Status")).contains("noon; fwd=stale; stored");
    }

    @Test
    void what_will_soon_be_stale_is_fetched_ahead() throws IOException {
        policy = policy(MINUTE, conduct(0, 0, 20));
        ask(get());
        upstream = Requests.reply(200, "new");
        cache.nowMillis += 47_000;
        ask(get());
        assertThat(fetches).isEqualTo(1);
        cache.nowMillis += 2_000;
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_LOCAL);
        assertThat(text(ask(get()))).isEqualTo("new");
        assertThat(fetches).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"UPSTREAM_UNREACHABLE", "RESPONSE_TIMEOUT", "BREAKER_OPEN", "SHED"})
    void stale_answers_stand_in_for_failures_of_the_gateway(Cause cause) throws IOException {
        policy = policy(MINUTE, conduct(0, 3600, 0));
        ask(get());
        cache.nowMillis += 100_000;
        Reply stale = ask(get(), exchange -> exchange.fail(cause));
        assertThat(text(stale)).isEqualTo("hello");
        assertThat(last.cause()).isEqualTo(Cause.CACHE);
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_STALE);
        assertThat(stale.headers().find("Cache-Status")).contains("noon; hit; ttl=-40; detail=local");
    }

    @ParameterizedTest
    @CsvSource({"500, true", "502, true", "503, true", "504, true", "404, false", "501, false"})
    void they_stand_in_for_answers_that_are_failures(int status, boolean standsIn) throws IOException {
        policy = policy(MINUTE, conduct(0, 3600, 0));
        ask(get());
        upstream = Requests.reply(status, "oops");
        cache.nowMillis += 100_000;
        assertThat(text(ask(get()))).isEqualTo(standsIn ? "hello" : "oops");
    }

    @Test
    void they_do_so_no_longer_than_the_policy_says() throws IOException {
        policy = policy(MINUTE, conduct(0, 30, 0));
        ask(get());
        cache.nowMillis += 90_000;
        assertThat(ask(get(), exchange -> exchange.fail(Cause.RESPONSE_TIMEOUT)).status())
                .isEqualTo(504);
    }

    @Test
    void the_policy_may_say_what_is_answered_where_nothing_can_be_fetched() throws IOException {
        OnError instead = new OnError(502, "rates are \"being\" worked on");
        policy = policy(
                MINUTE, new CacheConduct(Duration.ZERO, Duration.ZERO, 0, Coalesce.DEFAULT, Optional.of(instead)));
        upstream = Requests.reply(500, "stack trace");
        Reply reply = ask(get());
        assertThat(reply.status()).isEqualTo(502);
        assertThat(text(reply)).contains("rates are \\\"being\\\" worked on").doesNotContain("stack trace");
        assertThat(last.cause()).isEqualTo(Cause.FETCH_FAILED);
        upstream = Requests.reply(404, "none");
        assertThat(ask(get()).status()).isEqualTo(404);
    }

    @Test
    void what_is_stale_is_validated_if_it_can_be() throws IOException {
        upstream = Requests.reply(200, "hello", "ETag: \"a\"", "X-Old: 1");
        ask(get());
        cache.nowMillis += 61_000;
        Reply validated = ask(get(), exchange -> {
            Headers asked = exchange.request().headers();
            assertThat(asked.all("If-None-Match")).containsExactly("\"a\"");
            return Requests.reply(304, "", "ETag: \"a\"", "X-Old: 2");
        });
        assertThat(text(validated)).isEqualTo("hello");
        assertThat(validated.status()).isEqualTo(200);
        assertThat(validated.headers().all("X-Old")).containsExactly("2");
        assertThat(validated.headers().find("Cache-Status")).contains("noon; fwd=stale; fwd-status=304; stored");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.REVALIDATED);
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=60; detail=local");
    }

    @Test
    void a_client_that_has_what_was_validated_gets_a_304() throws IOException {
        upstream = Requests.reply(200, "hello", "ETag: \"a\"");
        ask(get());
        cache.nowMillis += 61_000;
        Reply validated = ask(get("If-None-Match: \"a\""), exchange -> Requests.reply(304, "", "ETag: \"a\""));
        assertThat(validated.status()).isEqualTo(304);
    }

    @Test
    void freshness_can_depend_on_the_status_and_on_a_header_that_is_not_passed_on() throws IOException {
        policy = policy(
                new CacheLife(
                        CacheLife.Mode.POLICY,
                        Optional.of(Duration.ofSeconds(60)),
                        Map.of(404, Duration.ofSeconds(5)),
                        Optional.of("X-Ttl"),
                        0),
                CacheConduct.DEFAULT);
        upstream = Requests.reply(404, "none");
        ask(get());
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=5; detail=local");
        cache.entries.clear();
        upstream = Requests.reply(200, "hello", "X-Ttl: 2m");
        assertThat(ask(get()).headers().has("X-Ttl")).isFalse();
        Reply hit = ask(get());
        assertThat(hit.headers().find("Cache-Status")).contains("noon; hit; ttl=120; detail=local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " null\n"})
    void what_says_nothing_is_stored_only_on_request(String body) throws IOException {
        upstream = Requests.reply(200, body, "Content-Type: application/json");
        policy = policy(CacheSpec.Kept.DEFAULT, MINUTE, CacheConduct.DEFAULT);
        ask(get());
        assertThat(cache.entries).isEmpty();
        policy = policy(new CacheSpec.Kept(List.of("GET"), 100, true), MINUTE, CacheConduct.DEFAULT);
        ask(get());
        assertThat(cache.entries).hasSize(1);
    }

    @Test
    void in_http_mode_the_origin_decides() throws IOException {
        policy = policy(
                new CacheLife(CacheLife.Mode.HTTP, Optional.empty(), Map.of(), Optional.empty(), 0),
                CacheConduct.DEFAULT);
        ask(get());
        assertThat(cache.entries).isEmpty();
        upstream = Requests.reply(200, "hello", "Cache-Control: max-age=10");
        ask(get());
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=10; detail=local");
        assertThat(ask(get("Cache-Control: only-if-cached")).status()).isEqualTo(200);
        cache.nowMillis += 20_000;
        assertThat(ask(get("Cache-Control: only-if-cached")).status()).isEqualTo(504);
        assertThat(last.cause()).isEqualTo(Cause.NOT_STORED);
    }

    @Test
    void a_part_is_cut_out_of_what_is_stored() throws IOException {
        ask(get());
        Reply part = ask(get("Range: bytes=1-2"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(text(part)).isEqualTo("el");
        assertThat(part.headers().find("Content-Range")).contains("bytes 1-2/5");
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void a_fetch_that_fails_lets_the_next_one_try_at_once() throws IOException {
        try (Exchange exchange = Requests.exchange(get())) {
            policy.handle(exchange, asked -> asked.fail(Cause.RESPONSE_TIMEOUT));
        }
        assertThat(node.flights().underWay()).isZero();
        ask(get());
        assertThat(fetches).isEqualTo(1);
    }

    private static CacheConduct conduct(int whileRevalidate, int ifError, int ahead) {
        return new CacheConduct(
                Duration.ofSeconds(whileRevalidate),
                Duration.ofSeconds(ifError),
                ahead,
                Coalesce.DEFAULT,
                Optional.empty());
    }
}
