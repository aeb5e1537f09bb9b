package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Scope;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that ask by their body, answered from the cache. */
class CachedBodiesTest extends CachePolicyFixture {
    private static final String JSON = "Content-Type: application/json";
    private static final int MOST = 100;

    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void the_key_has_a_field_of_the_body() {
        policy = keyed(CacheConduct.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_same_field_is_answered_from_the_store_and_another_is_fetched(boolean declared) throws IOException {
        assertThat(status(post("{\"amount\":1,\"at\":\"noon\"}", declared))).isEqualTo("noon; fwd=uri-miss; stored");
        assertThat(status(post("{\"amount\":1,\"at\":\"nine\"}", declared))).startsWith("noon; hit");
        assertThat(status(post("{\"amount\":2}", declared))).isEqualTo("noon; fwd=uri-miss; stored");
        assertThat(status(post("{}", declared))).isEqualTo("noon; fwd=uri-miss; stored");
        assertThat(status(post("{\"amount\":2}", declared))).startsWith("noon; hit");
        assertThat(sent).containsExactly("{\"amount\":1,\"at\":\"noon\"}", "{\"amount\":2}", "{}");
    }

    @Test
    void a_GET_has_answers_of_its_own() throws IOException {
        assertThat(status(Requests.of("POST", "/loans", JSON))).isEqualTo("noon; fwd=uri-miss; stored");
        assertThat(status(get())).isEqualTo("noon; fwd=uri-miss; stored");
        assertThat(status(Requests.of("HEAD", "/loans"))).startsWith("noon; hit");
        assertThat(status(Requests.of("POST", "/loans"))).startsWith("noon; hit");
        assertThat(fetches).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\":1  | X: 1                     | body-not-json",
                "amount=1       | X: 1                     | body-not-json",
                "{\"amount\":1} | Content-Encoding: gzip   | body-encoded",
            })
    void what_no_key_can_be_made_of_passes_by(String body, String line, String detail) throws IOException {
        for (int i = 1; i <= 2; i++) {
            Request request = Requests.of("POST", "/loans", Requests.body(body, true), JSON, line);
            assertThat(status(request)).isEqualTo("noon; fwd=bypass; detail=" + detail);
            assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.BYPASS);
            assertThat(sent).hasSize(i).containsOnly(body);
        }
        assertThat(cache.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_too_long_passes_by_whole(boolean declared) throws IOException {
        String body = "{\"amount\":\"" + "1".repeat(MOST) + "\"}";
        assertThat(status(post(body, declared))).isEqualTo("noon; fwd=bypass; detail=body-too-long");
        assertThat(sent).containsExactly(body);
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void a_client_that_breaks_off_leaves_nothing_behind() {
        RequestBody broken = new OneBody(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new ClientFailure(Cause.CLIENT_GONE);
            }
        });
        assertThatThrownBy(() -> send(Requests.of("POST", "/loans", broken, JSON)))
                .isInstanceOf(ClientFailure.class);
        assertThat(fetches).isZero();
        assertThat(cache.entries).isEmpty();
        assertThat(node.flights().underWay()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"POST, Content-Encoding: gzip", "POST, If-Match: \"v1\"", "POST, If-None-Match: *", "PUT, X: 1"})
    void nobody_is_invited_to_send_what_no_key_needs(String method, String line) throws IOException {
        OneBody body = new OneBody(InputStream.nullInputStream());
        ask(Requests.of(method, "/loans", body, JSON, line), exchange -> {
            assertThat(body.opened).isZero();
            return Requests.reply(200, "own");
        });
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void conditions_and_ranges_are_no_matter_of_POST() throws IOException {
        upstream = Requests.reply(200, "hello", "Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT", "ETag: \"v1\"");
        send(post("{\"amount\":1}", true));
        Request again = Requests.of(
                "POST",
                "/loans",
                Requests.body("{\"amount\":1}", true),
                JSON,
                "If-Modified-Since: Sun, 22 Nov 2026 12:00:00 GMT",
                "Range: bytes=0-1");
        Reply hit = send(again);
        assertThat(hit.status()).isEqualTo(200);
        assertThat(text(hit)).isEqualTo("hello");
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void what_is_stale_is_fetched_whole_with_the_body_of_who_asks() throws IOException {
        upstream = Requests.reply(200, "hello", "ETag: \"v1\"");
        send(post("{\"amount\":1,\"n\":1}", true));
        cache.nowMillis += 70_000;
        List<Boolean> conditional = new ArrayList<>();
        ask(post("{\"amount\":1,\"n\":2}", true), exchange -> {
            conditional.add(exchange.request().headers().has("If-None-Match"));
            return answer(exchange);
        });
        assertThat(sent).containsExactly("{\"amount\":1,\"n\":1}", "{\"amount\":1,\"n\":2}");
        assertThat(conditional).containsExactly(false);
    }

    @Test
    void so_is_what_is_fetched_behind_a_request() throws IOException {
        policy = keyed(new CacheConduct(
                Duration.ofSeconds(30), Duration.ZERO, 0, CacheConduct.Coalesce.DEFAULT, Optional.empty()));
        send(post("{\"amount\":1,\"n\":1}", false));
        cache.nowMillis += 70_000;
        upstream = Requests.reply(200, "new");
        assertThat(text(send(post("{\"amount\":1,\"n\":2}", false)))).isEqualTo("hello");
        assertThat(sent).containsExactly("{\"amount\":1,\"n\":1}", "{\"amount\":1,\"n\":2}");
        assertThat(text(send(post("{\"amount\":1,\"n\":3}", false)))).isEqualTo("new");
    }

    @Test
    void answers_vary_beneath_the_key() throws IOException {
        upstream = Requests.reply(200, "de", "Vary: Accept-Language");
        assertThat(status(lingual("de"))).isEqualTo("noon; fwd=uri-miss; stored");
        assertThat(status(lingual("en"))).isEqualTo("noon; fwd=vary-miss; stored");
        assertThat(status(lingual("de"))).startsWith("noon; hit");
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_POST_that_is_a_question_ends_nothing() throws IOException {
        send(get());
        send(post("{\"amount\":1}", true));
        assertThat(status(get())).startsWith("noon; hit");
    }

    private static Request lingual(String language) {
        RequestBody body = Requests.body("{\"amount\":1}", true);
        return Requests.of("POST", "/loans", body, JSON, "Accept-Language: " + language);
    }

    private static Request post(String body, boolean declared) {
        return Requests.of("POST", "/loans", Requests.body(body, declared), JSON);
    }

    private String status(Request request) throws IOException {
        return send(request).headers().valueOr("Cache-Status", "");
    }

    private Reply send(Request request) throws IOException {
        return ask(request, this::answer);
    }

    private Reply answer(Exchange exchange) throws IOException {
        fetches++;
        sent.add(new String(exchange.request().body().open().readAllBytes(), StandardCharsets.UTF_8));
        return new Reply(upstream.status(), upstream.headers().copy(), upstream.body());
    }

    private CachePolicy keyed(CacheConduct conduct) {
        CacheSpec spec = new CacheSpec(
                "cache",
                CacheSpec.CacheStorage.TIERED,
                coherence,
                new CacheSpec.Key.Text(Template.ofKey("${path}:${body.$.amount}")),
                new CacheSpec.Kept(List.of("GET", "POST"), MAX_OBJECT, true, MOST),
                CacheLife.of(Duration.ofSeconds(60)),
                conduct,
                CacheUpkeep.DEFAULT);
        return new CachePolicy(spec, new CachePlace(Scope.PROXY, "loans", 3, false).counting(tally), cache, node);
    }

    /** A body that counts how often it is asked for. */
    private static final class OneBody implements RequestBody {
        private final InputStream in;
        private int opened;

        OneBody(InputStream in) {
            this.in = in;
        }

        @Override
        public boolean present() {
            return true;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public InputStream open() {
            opened++;
            return in;
        }
    }
}
