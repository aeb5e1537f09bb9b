package dev.noon.policy.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CorsSpec;
import dev.noon.model.policy.CorsSpec.Grants;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsPolicyTest {
    private static final String APP = "https://app.example.com";

    @ParameterizedTest(name = "{0} is one of {1}: {2}")
    @CsvSource({
        "https://app.example.com, https://app.example.com, true",
        "http://app.example.com, https://app.example.com, false",
        "https://app.example.com:8443, https://app.example.com, false",
        "https://app.example.com.evil.org, https://app.example.com, false",
        "https://evil.org/https://app.example.com, https://app.example.com, false",
        "https://a.example.com, https://*.example.com, true",
        "https://a.b.example.com, https://*.example.com, true",
        "https://example.com, https://*.example.com, false",
        "https://.example.com, https://*.example.com, false",
        "https://evilexample.com, https://*.example.com, false",
        "https://evil.org/.example.com, https://*.example.com, false",
        "https://evil.org#.example.com, https://*.example.com, false",
        "https://u@a.example.com, https://*.example.com, false",
        "https://a.example.com:8443, https://*.example.com, false",
        "https://a.example.com:8443, https://*.example.com:*, true",
        "https://a.example.com:84x3, https://*.example.com:*, false",
        "http://localhost:5173, http://localhost:*, true",
        "http://localhost, http://localhost:*, true",
        "http://localhost.evil.org:80, http://localhost:*, false",
        "http://[::1]:5173, http://[::1]:*, true",
        "null, https://*.example.com, false",
        "anything, *, true",
    })
    void an_origin_is_compared_whole(String origin, String allowed, boolean has) {
        assertThat(new Origins(List.of(allowed)).has(origin)).isEqualTo(has);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://app.example.com | PUT    | X-Token, content-type | 204",
                "https://app.example.com | PUT    | x-token               | 204",
                "https://app.example.com | PUT    | ''                    | 204",
                "https://app.example.com | DELETE | X-Token               | 403",
                "https://app.example.com | put    | X-Token               | 403",
                "https://app.example.com | PUT    | X-Other               | 403",
                "https://evil.org        | PUT    | X-Token               | 403",
            })
    void a_preflight_is_answered_without_the_upstream(String origin, String method, String headers, int status)
            throws IOException {
        Exchange exchange = Requests.exchange(Requests.of(
                "OPTIONS",
                "/loans",
                "Origin: " + origin,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: " + headers));
        Reply reply = policy(APP, true).handle(exchange, seen -> {
            throw new AssertionError("the upstream must not be called");
        });
        assertThat(reply.status()).isEqualTo(status);
        boolean allowed = status == 204;
        assertThat(reply.headers().all("Access-Control-Allow-Origin")).isEqualTo(allowed ? List.of(APP) : List.of());
        assertThat(reply.headers().all("Access-Control-Allow-Methods"))
                .isEqualTo(allowed ? List.of("GET, PUT") : List.of());
        assertThat(reply.headers().all("Access-Control-Max-Age")).isEqualTo(allowed ? List.of("600") : List.of());
        assertThat(reply.headers().valueOr("Vary", "")).startsWith("Origin, Access-Control-Request-Method");
        assertThat(exchange.cause()).isEqualTo(allowed ? Cause.PREFLIGHT : Cause.ORIGIN_REFUSED);
    }

    @Test
    void a_reply_to_an_allowed_origin_is_marked_and_says_that_it_varies() throws IOException {
        Headers headers = reply(policy(APP, true), "Origin: " + APP).headers();
        assertThat(headers.all("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(headers.all("Access-Control-Allow-Credentials")).containsExactly("true");
        assertThat(headers.all("Access-Control-Expose-Headers")).containsExactly("ETag");
        assertThat(headers.all("Vary")).containsExactly("Accept, Origin");
    }

    @Test
    void a_reply_to_anybody_else_has_no_mark_and_still_varies() throws IOException {
        for (String line : List.of("Origin: https://evil.org", "X-None: 1")) {
            Headers headers = reply(policy(APP, true), line).headers();
            assertThat(headers.toString()).doesNotContainIgnoringCase("access-control-");
            assertThat(headers.all("Vary")).containsExactly("Accept, Origin");
        }
    }

    @Test
    void a_reply_that_is_the_same_for_every_origin_does_not_vary_by_it() throws IOException {
        Headers headers = reply(policy("*", false), "Origin: " + APP).headers();
        assertThat(headers.all("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(headers.all("Vary")).containsExactly("Accept");
    }

    /** The upstream says of itself that every page may do everything. */
    private static Reply reply(CorsPolicy policy, String line) throws IOException {
        return policy.handle(
                Requests.exchange(Requests.of("GET", "/loans", line)),
                seen -> Requests.reply(
                        200,
                        "",
                        "Access-Control-Allow-Origin: *",
                        "access-control-allow-credentials: true",
                        "Access-Control-Allow-Origin: null",
                        "Vary: Accept"));
    }

    private static CorsPolicy policy(String origin, boolean credentials) {
        Grants grants = new Grants(List.of("GET", "PUT"), List.of("X-Token"), List.of("ETag"), credentials);
        return new CorsPolicy(new CorsSpec("cors", List.of(origin), grants, Optional.of(Duration.ofMinutes(10))));
    }
}
