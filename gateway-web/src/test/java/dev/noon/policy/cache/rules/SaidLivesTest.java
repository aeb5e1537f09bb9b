package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lives that a body says, and those that a token bounds. */
class SaidLivesTest extends RulesFixture {
    private static final PolicyRules SAID = rules(0);

    private static PolicyRules rules(int jitter) {
        TtlRules lives = new TtlRules(
                60_000,
                Map.of(404, 10_000L),
                Optional.of("X-TTL"),
                Optional.of(JsonPath.parse("$.meta.ttl")),
                Optional.of("exp"),
                jitter,
                1_000,
                30 * DAY * 1000);
        Keying byCaller = new Keying(List.of("GET"), true, false);
        return new PolicyRules(byCaller, lives, new Grace(20_000, 0, 0), false);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Content-Type: application/json;           {\"meta\":{\"ttl\":30}};      30+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":\"45\"}};    45+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":\"2m\"}};    120+20",
                "Content-Type: application/hal+json;       {\"meta\":{\"ttl\":30}};      30+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":1.9}};     1+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":\"500ms\"}}; 1+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":\"90d\"}};   2592000+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":0}};       no",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":0.4}};     no",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":\"0s\"}};    no",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":-5}};      60+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":1e3}};     60+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":\"soon\"}};  60+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":null}};    60+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":[30]}};    60+20",
                "Content-Type: application/json;           {\"meta\":{}};              60+20",
                "Content-Type: application/json;           [];                         60+20",
                "Content-Type: application/json;           {\"meta\":{\"ttl\":30};       60+20",
                "Content-Type: text/plain;                 {\"meta\":{\"ttl\":30}};      60+20",
                "Content-Type: application/json | Content-Encoding: gzip; {\"meta\":{\"ttl\":30}}; 60+20",
                "Content-Type: application/json | X-TTL: 40;   {\"meta\":{\"ttl\":30}};  40+20",
                "Content-Type: application/json | X-TTL: soon; {\"meta\":{\"ttl\":30}};  30+20",
                "Content-Type: application/json | X-TTL: 0;    {\"meta\":{\"ttl\":30}};  no",
                "Content-Type: application/json | Set-Cookie: a=1; {\"meta\":{\"ttl\":30}}; no",
            })
    void a_body_says_how_long_it_lives_where_no_header_does(String reply, String body, String expected) {
        assertThat(kept(get(""), 200, reply, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"404, 30+20", "500, no", "206, no"})
    void it_makes_no_status_storable(int status, String expected) {
        assertThat(kept(get(""), status, "Content-Type: application/json", "{\"meta\":{\"ttl\":30}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "1795262430, '', 30+20",
        "1795262430.5, '', 30+20",
        "1795266000, '', 60+20",
        "1795262430, 90, 30+20",
        "1795262430, 10, 10+20",
        "1795262400, '', no",
        "1795262399, 90, no",
        "soon, '', no",
        "-1, '', no",
        "1.8E9, '', no",
        "99999999999999, '', no",
    })
    void no_life_is_longer_than_the_token(String exp, String ttl, String expected) {
        Request request = get("").by(new Caller(Optional.empty(), Optional.empty(), Map.of("exp", exp), "a", true));
        String body = ttl.isEmpty() ? "{}" : "{\"meta\":{\"ttl\":" + ttl + "}}";
        assertThat(kept(request, 200, "Content-Type: application/json", body)).isEqualTo(expected);
    }

    @Test
    void a_token_without_that_claim_bounds_nothing() {
        Request request = get("").by(new Caller(Optional.empty(), Optional.empty(), Map.of("iat", "1"), "a", true));
        assertThat(kept(request, 200, "", "")).isEqualTo("60+20");
    }

    @Test
    void what_a_body_says_is_spread_by_chance_too() {
        Headers headers = lines("Content-Type: application/json");
        Timing timing = new Timing(NOW, NOW, 0.5);
        byte[] body = "{\"meta\":{\"ttl\":100}}".getBytes(StandardCharsets.UTF_8);
        PolicyRules spread = rules(20);
        Keep keep = spread.keep(get(""), 200, headers, timing).orElseThrow();
        assertThat(spread.keepWhole(keep, get(""), headers, body, timing)
                        .orElseThrow()
                        .ttlMillis())
                .isEqualTo(90_000);
    }

    private static String kept(Request request, int status, String reply, String body) {
        Headers headers = lines(reply);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return kept(SAID.keep(request, status, headers, AT_ONCE)
                .flatMap(keep -> SAID.keepWhole(keep, request, headers, bytes, AT_ONCE)));
    }
}
