package dev.noon.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.ApiKeySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, passwords and fixed tokens: whose they are, and what becomes of all others. */
class ApiKeyTest {
    private final Consumers consumers = new Consumers(List.of(
            Callers.consumer("partner-7", Callers.key("old-7"), Callers.key("new-7"), Callers.basic("seven", "pass:7")),
            Callers.consumer("partner-8", Callers.key("key-8"), Callers.bearer("tok8"), Callers.key("twice")),
            Callers.consumer("partner-9", Callers.key("twice"))));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-API-Key: old-7                     | partner-7",
                "x-api-key: new-7                     | partner-7",
                "X-API-Key: key-8                     | partner-8",
                "Authorization: Basic seven:pass:7    | partner-7",
                "authorization: basic seven:pass:7    | partner-7",
                "Authorization: Bearer tok8           | partner-8",
                "?api_key=key-8                       | partner-8",
                "?api_key=key%2D8                     | partner-8",
                "?a=1                                 | missing",
                "Cookie: X-API-Key=old-7              | missing",
                "Authorization: Digest seven          | missing",
                "X-API-Key: old-8                     | refused",
                "X-API-Key: OLD-7                     | refused",
                "X-API-Key: old-7 x                   | refused",
                "X-API-Key:                           | refused",
                "?api_key=                            | refused",
                "X-API-Key: twice                     | refused",
                "X-API-Key: tok8                      | refused",
                "Authorization: Bearer old-7          | refused",
                "Authorization: Basic seven:pass      | refused",
                "Authorization: Basic sevenpass       | refused",
                "Authorization: Basic                 | refused",
                "X-API-Key: old-7 && X-API-Key: old-7 | refused",
                "X-API-Key: old-7 && ?api_key=old-7   | refused",
                "Authorization: Bearer tok8 && Authorization: Digest x | refused",
            })
    void only_a_consumers_own_credential_passes_and_only_one(String shown, String result) throws IOException {
        Exchange exchange = Requests.exchange(request(shown));
        Reply reply = policy("X-API-Key", true, false, false).handle(exchange, passed -> Requests.reply(200, ""));
        if (result.startsWith("partner")) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(exchange.caller().consumer()).contains(result);
            assertThat(exchange.request().headers().find("X-Consumer-Name")).contains(result);
            return;
        }
        Cause cause = result.equals("missing") ? Cause.CREDENTIAL_MISSING : Cause.CREDENTIAL_REFUSED;
        assertThat(reply.status()).isEqualTo(401);
        assertThat(exchange.cause()).isEqualTo(cause);
        assertThat(reply.headers().find("WWW-Authenticate")).contains("Basic realm=\"noon\", charset=\"UTF-8\"");
        assertThat(exchange.caller()).isEqualTo(Caller.NOBODY);
    }

    @Test
    void the_upstream_sees_who_calls_and_not_by_which_key() throws IOException {
        Request request = request("X-API-Key: old-7 && Authorization: Digest x && X-Consumer-Tier: forged");
        assertThat(handled(policy("X-API-Key", false, false, false), request)
                        .headers()
                        .toString())
                .contains("X-Consumer-Name: partner-7", "X-Consumer-Tier: gold", "Authorization: Digest x")
                .doesNotContain("old-7", "forged");
        assertThat(handled(policy("X-API-Key", true, false, false), request("?a=1&api_key=key-8&b=%20"))
                        .query())
                .contains("a=1&b=%20");
        assertThat(handled(policy("X-API-Key", true, false, false), request("?api_key=key-8"))
                        .query())
                .isEmpty();
        assertThat(handled(policy("X-API-Key", true, false, false), request("Authorization: Basic seven:pass:7"))
                        .headers()
                        .has("Authorization"))
                .isFalse();
        Request forwarded = handled(policy("X-Key", false, true, false), request("X-Key: key-8"));
        assertThat(forwarded.headers().find("X-Key")).contains("key-8");
        assertThat(forwarded.headers().has("X-Consumer-Tier")).isFalse();
    }

    @Test
    void where_it_is_optional_nobody_passes_but_nothing_wrong_does() throws IOException {
        IdentityPolicy policy = policy("X-API-Key", false, false, true);
        Request passed = handled(policy, request("X-None: 1"));
        assertThat(passed.origin().caller()).isEqualTo(Caller.NOBODY);
        assertThat(passed.headers().has("X-Consumer-Name")).isFalse();
        Exchange exchange = Requests.exchange(request("X-API-Key: wrong"));
        assertThat(policy.handle(exchange, next -> Requests.reply(200, "")).status())
                .isEqualTo(401);
    }

    @Test
    void behind_another_policy_a_second_credential_is_not_needed_and_must_be_of_the_same() throws IOException {
        IdentityPolicy first = policy("X-First", false, false, true);
        IdentityPolicy second = policy("X-Second", false, false, false);
        assertThat(both(first, second, "X-First: old-7")).isEqualTo(200);
        assertThat(both(first, second, "X-Second: old-7")).isEqualTo(200);
        assertThat(both(first, second, "X-First: old-7 && X-Second: new-7")).isEqualTo(200);
        assertThat(both(first, second, "X-First: old-7 && X-Second: key-8")).isEqualTo(401);
        assertThat(both(first, second, "X-None: 1")).isEqualTo(401);
    }

    @Test
    void it_says_what_it_would_do() {
        IdentityPolicy policy = policy("X-API-Key", false, false, false);
        assertThat(policy.explain(Requests.exchange(request("X-API-Key: old-7"))))
                .isEqualTo("called by Consumer/partner-7");
        assertThat(policy.explain(Requests.exchange(request("X-API-Key: wrong"))))
                .isEqualTo("refuses, 401 credential-refused: shows nobody's credential");
        assertThat(policy.explain(Requests.exchange(request("X-None: 1"))))
                .isEqualTo("refuses, 401 credential-missing: shows no credential");
        assertThat(policy("X-API-Key", false, false, true).explain(Requests.exchange(request("X-None: 1"))))
                .isEqualTo("called by nobody");
    }

    private static int both(IdentityPolicy first, IdentityPolicy second, String shown) throws IOException {
        Exchange exchange = Requests.exchange(request(shown));
        return first.handle(exchange, next -> second.handle(next, passed -> Requests.reply(200, "")))
                .status();
    }

    private static Request handled(IdentityPolicy policy, Request request) throws IOException {
        Exchange exchange = Requests.exchange(request);
        assertThat(policy.handle(exchange, passed -> Requests.reply(200, "")).status())
                .isEqualTo(200);
        return exchange.request();
    }

    private IdentityPolicy policy(String header, boolean everywhere, boolean forward, boolean optional) {
        ApiKeySpec.Places places = new ApiKeySpec.Places(
                header, everywhere ? Optional.of("api_key") : Optional.empty(), everywhere, everywhere);
        return IdentityPolicy.of(new ApiKeySpec("k", places, forward, optional), consumers);
    }

    /** Header lines, divided by {@code &&}; one that begins with a question mark is the query. User and password are encoded. */
    private static Request request(String shown) {
        String target = "/loans";
        List<String> lines = new java.util.ArrayList<>();
        for (String part : shown.split(" && ")) {
            int basic = part.toLowerCase(java.util.Locale.ROOT).indexOf("basic ");
            if (part.startsWith("?")) {
                target += part;
            } else if (basic > 0) {
                byte[] login = part.substring(basic + 6).getBytes(StandardCharsets.UTF_8);
                lines.add(part.substring(0, basic + 6) + Base64.getEncoder().encodeToString(login));
            } else {
                lines.add(part);
            }
        }
        return Requests.of("GET", target, lines.toArray(String[]::new));
    }
}
