package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Storage;
import dev.noon.cache.Tier;
import dev.noon.exchange.Body;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.Coherence;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachePolicyTest extends CachePolicyFixture {
    @Test
    void a_miss_is_fetched_and_stored_and_the_next_is_a_hit() throws IOException {
        Reply miss = ask(get());
        assertThat(miss.headers().find("Cache-Status")).contains("noon; fwd=uri-miss; stored");
        assertThat(miss.headers().has("Age")).isFalse();
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.MISS);
        assertThat(last.cause()).isEqualTo(Cause.NONE);
        cache.nowMillis += 23_000;
        Reply hit = ask(get());
        assertThat(fetches).isEqualTo(1);
        assertThat(text(hit)).isEqualTo("hello");
        assertThat(hit.headers().find("Cache-Status")).contains("noon; hit; ttl=37; detail=local");
        assertThat(hit.headers().find("Age")).contains("23");
        assertThat(hit.headers().find("Content-Type")).contains("text/plain");
        assertThat(last.cause()).isEqualTo(Cause.CACHE);
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_LOCAL);
        assertThat(cache.lastStorage).isEqualTo(Storage.TIERED);
    }

    @Test
    void a_hit_from_the_grid_says_so() throws IOException {
        ask(get());
        cache.tier = Tier.GRID;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=60; detail=grid");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_GRID);
    }

    @Test
    void what_has_outlived_its_life_is_fetched_again() throws IOException {
        ask(get());
        cache.nowMillis += 61_000;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; fwd=stale; stored");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.STALE);
        assertThat(fetches).isEqualTo(2);
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=60; detail=local");
    }

    @Test
    void coherence_says_how_long_a_copy_answers() throws IOException {
        coherence = new Coherence(Optional.of(Duration.ofMillis(200)));
        policy = policy(CacheLife.of(Duration.ofSeconds(60)), CacheConduct.DEFAULT);
        ask(get());
        assertThat(cache.lastStorage).isEqualTo(Storage.TIERED.within(Duration.ofMillis(200)));
        detached = true;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=60; detail=local");
    }

    @Test
    void a_strict_one_answers_from_the_grid_and_not_at_all_when_a_purge_may_have_been_missed() throws IOException {
        coherence = Coherence.STRICT;
        policy = policy(CacheLife.of(Duration.ofSeconds(60)), CacheConduct.DEFAULT);
        ask(get());
        assertThat(cache.lastStorage).isEqualTo(Storage.DISTRIBUTED);
        detached = true;
        Reply passed = ask(get());
        assertThat(passed.headers().find("Cache-Status")).contains("noon; fwd=bypass; detail=detached");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.BYPASS);
        assertThat(fetches).isEqualTo(2);
        detached = false;
        ask(get());
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void other_methods_pass() throws IOException {
        Reply reply = ask(Requests.of("DELETE", "/loans"));
        assertThat(reply.headers().find("Cache-Status")).contains("noon; fwd=method");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.METHOD);
        assertThat(cache.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer x", "If-Match: \"a\"", "If-Unmodified-Since: x"})
    void some_requests_are_answered_by_the_upstream_alone(String line) throws IOException {
        ask(get());
        Reply reply = ask(get(line));
        assertThat(reply.headers().find("Cache-Status")).contains("noon; fwd=bypass");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.BYPASS);
        assertThat(fetches).isEqualTo(2);
        assertThat(cache.entries).hasSize(1);
    }

    @Test
    void a_request_with_a_body_passes_by() throws IOException {
        Request withBody = Requests.of("GET", "/loans", Requests.body("x", true));
        assertThat(ask(withBody).headers().find("Cache-Status")).contains("noon; fwd=bypass");
    }

    @Test
    void a_client_cannot_ask_for_a_fetch() throws IOException {
        ask(get());
        ask(get("Cache-Control: no-cache, no-store, max-age=0", "Pragma: no-cache"));
        assertThat(fetches).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "206, X: 1",
        "302, X: 1",
        "304, X: 1",
        "400, X: 1",
        "404, X: 1",
        "410, X: 1",
        "500, X: 1",
        "503, X: 1",
        "200, Set-Cookie: a=1",
        "200, Cache-Control: private",
        "200, Cache-Control: no-store",
        "200, 'Cache-Control: max-age=60, Private=\"X\"'",
        "200, 'Cache-Control: public , NO-STORE'",
        "200, Cache-Control: no-cache",
        "200, Vary: *",
        "200, 'Vary: Accept, *'",
    })
    void nothing_personal_partial_or_failed_is_stored(int status, String line) throws IOException {
        upstream = Requests.reply(status, "hello", line);
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; fwd=uri-miss");
        assertThat(cache.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 300, 301, 308})
    void complete_answers_are(int status) throws IOException {
        upstream = Requests.reply(status, "hello", "Cache-Control: max-age=1, public");
        ask(get());
        assertThat(ask(get()).status()).isEqualTo(status);
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void what_the_gateway_says_itself_is_not() throws IOException {
        ask(get(), exchange -> exchange.fail(Cause.RESPONSE_TIMEOUT));
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void HEAD_is_answered_from_a_stored_GET_but_stores_nothing() throws IOException {
        ask(Requests.of("HEAD", "/loans"));
        assertThat(cache.entries).isEmpty();
        ask(get());
        Reply hit = ask(Requests.of("HEAD", "/loans"));
        assertThat(hit.headers().find("Cache-Status")).contains("noon; hit; ttl=60; detail=local");
        assertThat(hit.body().length()).hasValue(5);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void the_operation_number_is_read_before_the_upstream_is_called() throws IOException {
        cache.operation = 5;
        ask(get(), exchange -> {
            cache.operation = 6;
            return upstream;
        });
        assertThat(cache.entries.values())
                .singleElement()
                .satisfies(stored -> assertThat(stored.provenance().operation()).isEqualTo(5))
                .satisfies(stored -> assertThat(stored.provenance().revision()).isEqualTo(7));
    }

    @Test
    void the_age_that_an_answer_brings_counts() throws IOException {
        upstream = Requests.reply(200, "hello", "Age: 100", "Cache-Status: other; hit");
        ask(get());
        Reply hit = ask(get());
        assertThat(hit.headers().all("Age")).containsExactly("100");
        assertThat(hit.headers().all("Cache-Status")).containsExactly("noon; hit; ttl=60; detail=local");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "'If-None-Match: \"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: W/\"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"v0\", \"v1\"', 'ETag: W/\"v1\"', 304",
        "'If-None-Match: *', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"v2\"', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v1\"', 'X: 1', 200",
        "'If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT', 'Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 12:00:01 GMT', 'Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 11:59:59 GMT', 'Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT', 200",
        "'If-Modified-Since: yesterday', 'Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT', 200",
    })
    void a_client_that_has_it_is_told_so(String condition, String validator, int status) throws IOException {
        upstream = Requests.reply(200, "hello", validator);
        Reply first = ask(get(condition));
        assertThat(first.status())
                .as("the upstream is asked without the condition")
                .isEqualTo(200);
        Reply second = ask(get(condition));
        assertThat(second.status()).isEqualTo(status);
        assertThat(fetches).isEqualTo(1);
        if (status == 304) {
            assertThat(second.body()).isEqualTo(Body.EMPTY);
            assertThat(second.headers().has("Content-Type")).isFalse();
        }
    }

    @Test
    void the_upstream_does_not_see_the_clients_condition() throws IOException {
        ask(get("If-None-Match: \"a\"", "If-Modified-Since: x", "X-Kept: 1"), exchange -> {
            assertThat(exchange.request().headers().toString()).isEqualTo("X-Kept: 1\n");
            return upstream;
        });
    }

    @Test
    void answers_that_vary_are_kept_apart() throws IOException {
        upstream = Requests.reply(200, "hallo", "Vary: Accept-Language", "vary: ACCEPT");
        assertThat(ask(get("Accept-Language: de")).headers().find("Cache-Status"))
                .contains("noon; fwd=uri-miss; stored");
        upstream = Requests.reply(200, "hello", "Vary: Accept, Accept-Language");
        assertThat(ask(get("Accept-Language: en")).headers().find("Cache-Status"))
                .contains("noon; fwd=vary-miss; stored");
        assertThat(text(ask(get("Accept-Language: de")))).isEqualTo("hallo");
        assertThat(text(ask(get("Accept-Language: en")))).isEqualTo("hello");
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void what_later_policies_do_to_the_request_does_not_change_the_key() throws IOException {
        upstream = Requests.reply(200, "hallo", "Vary: Accept-Language");
        ask(get("Accept-Language: de"), exchange -> {
            exchange.request().headers().set("Accept-Language", "rewritten");
            return upstream;
        });
        assertThat(text(ask(get("Accept-Language: de")))).isEqualTo("hallo");
        assertThat(fetches).isEqualTo(0);
    }
}
