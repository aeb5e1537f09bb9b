package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.OnError;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheUpkeep;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mode: http} as clients and upstreams see it, where more than the rules are needed. */
class HttpModeTest extends CachePolicyFixture {
    private static final CacheLife HTTP =
            new CacheLife(CacheLife.Mode.HTTP, Optional.empty(), Map.of(), Optional.empty(), 0);
    private static final String LIFE = "Cache-Control: max-age=600";
    private static final String OVER = "Age: 700";

    private final Deque<Reply> answers = new ArrayDeque<>();
    private final List<Headers> asked = new ArrayList<>();

    @BeforeEach
    void the_origin_decides() {
        policy = policy(HTTP, CacheConduct.DEFAULT);
    }

    private Reply send(Request request) throws IOException {
        return ask(request, this::answer);
    }

    private Reply answer(Exchange exchange) {
        asked.add(exchange.request().headers().copy());
        return answers.isEmpty() ? Requests.reply(200, "unexpected") : answers.remove();
    }

    private void says(int status, String body, String... lines) {
        answers.add(Requests.reply(status, body, lines));
    }

    @ParameterizedTest(name = "{0} answered by {1} with {2}: {3}")
    @CsvSource({
        "POST, 200, X: 1, true",
        "DELETE, 204, X: 1, true",
        "M-SEARCH, 303, X: 1, true",
        "POST, 500, X: 1, false",
        "POST, 404, X: 1, false",
        "OPTIONS, 200, X: 1, false",
    })
    void a_change_ends_what_is_stored(String method, int status, String line, boolean ends) throws IOException {
        says(200, "one", LIFE);
        says(status, "done", line);
        says(200, "two", LIFE);
        send(get());
        send(Requests.of(method, "/loans"));
        assertThat(text(send(get()))).isEqualTo(ends ? "two" : "one");
        assertThat(text(send(get()))).isEqualTo(ends ? "two" : "one");
    }

    @ParameterizedTest
    @CsvSource({"http, https", "https, http", "https, https"})
    void a_change_ends_what_is_stored_by_whichever_scheme(String stored, String changed) throws IOException {
        says(200, "one", LIFE);
        says(200, "done");
        says(200, "two", LIFE);
        send(get().over(stored));
        send(Requests.of("POST", "/loans").over(changed));
        assertThat(text(send(get().over(stored)))).isEqualTo("two");
    }

    @Test
    void what_was_answered_without_TLS_answers_nobody_with_it() throws IOException {
        says(301, "", LIFE, "Location: https://api.example/loans");
        says(200, "one", LIFE);
        assertThat(send(get()).status()).isEqualTo(301);
        assertThat(send(get()).status()).isEqualTo(301);
        assertThat(text(send(get().over("https")))).isEqualTo("one");
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_change_ends_what_it_names_with_all_its_variants() throws IOException {
        says(200, "de", LIFE, "Vary: Accept-Language");
        says(200, "en", LIFE, "Vary: Accept-Language");
        send(Requests.of("GET", "/loans?a=b", "Accept-Language: de"));
        send(Requests.of("GET", "/loans?a=b", "Accept-Language: en"));
        says(201, "", "Location: /loans?a=b");
        send(Requests.of("POST", "/other"));
        says(200, "neu", LIFE, "Vary: Accept-Language");
        says(200, "new", LIFE, "Vary: Accept-Language");
        assertThat(text(send(Requests.of("GET", "/loans?a=b", "Accept-Language: de"))))
                .isEqualTo("neu");
        assertThat(text(send(Requests.of("GET", "/loans?a=b", "Accept-Language: en"))))
                .isEqualTo("new");
        assertThat(text(send(Requests.of("GET", "/loans?a=b", "Accept-Language: EN"))))
                .isEqualTo("new");
    }

    @Test
    void an_answer_without_a_date_is_dated_when_it_came() throws IOException {
        cache.nowMillis = 784_111_777_000L;
        says(200, "undated", LIFE);
        send(get());
        cache.nowMillis += 20_000;
        Reply hit = send(get());
        assertThat(hit.headers().valueOr("Age", "")).isEqualTo("20");
        assertThat(hit.headers().all("Date")).containsExactly("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void what_was_being_fetched_when_it_changed_is_not_stored() throws IOException {
        says(204, "");
        says(200, "new", LIFE);
        Reply old = ask(get(), exchange -> {
            Reply read = Requests.reply(200, "old", LIFE);
            policy.handle(Requests.exchange(Requests.of("PUT", "/loans")), this::answer);
            return read;
        });
        assertThat(text(old)).isEqualTo("old");
        assertThat(text(send(get()))).isEqualTo("new");
        assertThat(text(send(get()))).isEqualTo("new");
    }

    @Test
    void a_change_that_the_grid_did_not_confirm_is_answered_as_the_policy_says() throws IOException {
        cache.away = true;
        says(204, "");
        assertThat(send(Requests.of("PUT", "/loans")).status()).isEqualTo(204);
        upkeep = new CacheUpkeep(
                List.of(),
                OptionalInt.empty(),
                CacheUpkeep.OnDeploy.AUTO,
                false,
                Optional.of(new OnError(500, "soon")));
        policy = policy(HTTP, CacheConduct.DEFAULT);
        says(204, "");
        Reply reply = send(Requests.of("PUT", "/loans"));
        assertThat(reply.status()).isEqualTo(500);
        assertThat(text(reply)).contains("soon");
        assertThat(last.cause()).isEqualTo(Cause.INVALIDATION_FAILED);
        cache.away = false;
        says(204, "");
        assertThat(send(Requests.of("PUT", "/loans")).status()).isEqualTo(204);
    }

    @Test
    void the_upstream_is_asked_again_if_it_confirms_something_else() throws IOException {
        says(200, "one", LIFE, OVER, "ETag: \"v1\"");
        says(304, "", "ETag: \"v0\"");
        says(200, "two", LIFE, "ETag: \"v2\"");
        send(get());
        assertThat(text(send(get("X-Kept: 1")))).isEqualTo("two");
        assertThat(asked.get(1).find("If-None-Match")).contains("\"v1\"");
        assertThat(asked.get(2).toString()).isEqualTo("X-Kept: 1\n");
        assertThat(text(send(get()))).isEqualTo("two");
    }

    @Test
    void a_304_about_the_clients_copy_says_nothing_of_what_is_stored() throws IOException {
        says(200, "one", LIFE, OVER, "ETag: \"v1\"");
        says(304, "");
        send(get());
        Reply reply = send(get("If-None-Match: \"v2\"", "Range: bytes=0-1"));
        assertThat(asked.get(1).find("If-None-Match")).contains("\"v2\"");
        assertThat(reply.status()).isEqualTo(304);
    }

    @Test
    void an_error_that_says_how_long_it_lives_is_stored() throws IOException {
        says(503, "later", LIFE);
        assertThat(send(get()).headers().find("Cache-Status")).contains("noon; fwd=uri-miss; stored");
        Reply hit = send(get());
        assertThat(hit.status()).isEqualTo(503);
        assertThat(text(hit)).isEqualTo("later");
        assertThat(asked).hasSize(1);
    }

    @Test
    void but_not_where_something_stands_in() throws IOException {
        says(200, "one", LIFE + ", stale-if-error=600", OVER);
        says(503, "later", LIFE);
        says(200, "two", LIFE);
        send(get());
        assertThat(text(send(get()))).isEqualTo("one");
        assertThat(text(send(get()))).isEqualTo("two");
    }
}
