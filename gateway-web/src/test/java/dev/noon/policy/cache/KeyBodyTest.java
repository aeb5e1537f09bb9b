package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Scope;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key has of a body. */
class KeyBodyTest {
    private static final String JSON = "Content-Type: application/json";
    private static final int MOST = 200;
    private static final CachePlace PLACE = new CachePlace(Scope.PROXY, "loans", 3, false);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"other\":1}        | {\"other\":[2],\"a\":1}",
                "{\"a\":\"x\"}                | { \"a\" : \"x\" }",
                "{\"a\":\"\\u00e9\"}          | {\"a\":\"é\"}",
                "{\"a\":{\"b\":1,\"c\":[2]}}  | {\"a\":{\"c\":[2],\"b\":1}}",
                "{}                        | {\"other\":1}",
                "{}                        | []",
                "{}                        | 5",
            })
    void what_means_the_same_has_the_same_key(String one, String other) throws IOException {
        assertThat(key("${body.$.a}", one)).isEqualTo(key("${body.$.a}", other));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}          | {\"a\":2}",
                "{\"a\":1}          | {\"a\":\"1\"}",
                "{\"a\":1}          | {\"a\":1.0}",
                "{\"a\":null}       | {}",
                "{\"a\":null}       | {\"a\":\"null\"}",
                "{\"a\":\"\"}       | {}",
                "{\"a\":true}       | {\"a\":\"true\"}",
                "{\"a\":[]}         | {\"a\":{}}",
                "{\"a\":[\"x,y\"]}  | {\"a\":[\"x\",\"y\"]}",
                "{\"a\":[1]}        | {\"a\":\"[1,]\"}",
                "{\"a\":[1,[2]]}    | {\"a\":[1,2]}",
                "{\"a\":{\"b\":1}}  | {\"a\":\"{\\\"b\\\":1,}\"}",
                "{\"a\":\"\\ud800\"} | {\"a\":\"?\"}",
                "{\"a\":\"\\\\u0041\"} | {\"a\":\"A\"}",
            })
    void what_differs_differs(String one, String other) throws IOException {
        CacheKey first = key("${body.$.a}", one);
        assertThat(first).isNotEqualTo(key("${body.$.a}", other));
        assertThat(first.gridName()).isNotEqualTo(key("${body.$.a}", other).gridName());
    }

    @Test
    void values_cannot_run_into_each_other() throws IOException {
        String both = "${body.$.a}${body.$.b}";
        assertThat(key(both, "{\"a\":\"x\"}")).isNotEqualTo(key(both, "{\"b\":\"x\"}"));
        assertThat(key(both, "{\"a\":1,\"b\":23}")).isNotEqualTo(key(both, "{\"a\":12,\"b\":3}"));
        assertThat(key("${body.$.a}${header.X}", "{\"a\":\"x\"}", JSON))
                .isNotEqualTo(key("${body.$.a}${header.X}", "{}", JSON, "X: \"x\""));
    }

    @Test
    void a_long_value_stands_by_its_hash_which_is_no_value() throws IOException {
        String one = "{\"a\":\"" + "x".repeat(150) + "\"}";
        assertThat(key("${body.$.a}", one)).isNotEqualTo(key("${body.$.a}", one.replace("xx\"", "xy\"")));
        String hash = "#" + CacheKey.hash("\"" + "x".repeat(150) + "\"");
        assertThat(key("${body.$.a}", one)).isNotEqualTo(key("${body.$.a}", "{\"a\":\"" + hash + "\"}"));
        assertThat(key("${body.$.a}", one).length()).isLessThan(200);
    }

    @Test
    void the_whole_body_counts_byte_by_byte_with_its_type_and_coding() throws IOException {
        CacheKey key = key("${body}", "a=1", "Content-Type: text/plain");
        assertThat(key)
                .isEqualTo(key("${body}", "a=1", "content-type: text/plain", "X: 1"))
                .isNotEqualTo(key("${body}", "a=2", "Content-Type: text/plain"))
                .isNotEqualTo(key("${body}", "a=1 ", "Content-Type: text/plain"))
                .isNotEqualTo(key("${body}", "a=1", "Content-Type: application/x-www-form-urlencoded"))
                .isNotEqualTo(key("${body}", "a=1", "Content-Type: text/plain", "Content-Encoding: gzip"))
                .isNotEqualTo(key("${body}", "a=1"));
    }

    @Test
    void a_type_that_is_JSON_too_is_another_question() throws IOException {
        assertThat(key("${body.$.a}", "{}", JSON))
                .isNotEqualTo(key("${body.$.a}", "{}", "Content-Type: application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${body}", "${body.$.a}"})
    void an_empty_body_is_none(String template) throws IOException {
        CacheKeys keys = new CacheKeys(spec(template), PLACE);
        assertThat(key(template, "", JSON)).isEqualTo(keys.of(Requests.of("POST", "/a", JSON)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1          | application/json | X: 1                   | body-not-json",
                "{\"a\":1}x        | application/json | X: 1                   | body-not-json",
                "{\"a\":1,\"a\":2} | application/json | X: 1                   | body-not-json",
                "a=1               | application/x-www-form-urlencoded | X: 1  | body-not-json",
                "{\"a\":1}         | text/plain       | X: 1                   | body-not-json",
                "{\"a\":1}         | application/json | Content-Type: text/plain | body-not-json",
                "{\"a\":1}         | application/json | Content-Encoding: gzip | body-encoded",
            })
    void of_what_is_no_plain_JSON_no_key_is_made(String body, String type, String line, String detail)
            throws IOException {
        assertThat(read("${body.$.a}", Requests.body(body, true), "Content-Type: " + type, line))
                .isEqualTo(new KeyBody.Reading.Unfit(detail));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_that_is_too_long_goes_on_as_it_came(boolean declared) throws IOException {
        String text = "x".repeat(MOST + 1);
        Exchange exchange = Requests.exchange(Requests.of("POST", "/a", Requests.body(text, declared)));
        KeyBody body = new KeyBody(spec("${body}"));
        assertThat(body.read(exchange)).isEqualTo(new KeyBody.Reading.Unfit("body-too-long"));
        assertThat(sent(exchange)).isEqualTo(text);
        Exchange fitting = Requests.exchange(Requests.of("POST", "/a", Requests.body("x".repeat(MOST), declared)));
        assertThat(body.read(fitting)).isInstanceOf(KeyBody.Reading.Known.class);
        assertThat(sent(fitting)).hasSize(MOST);
    }

    @Test
    void nothing_is_read_where_the_key_has_nothing_of_it() throws IOException {
        RequestBody body = Requests.body("{}", true);
        Exchange exchange = Requests.exchange(Requests.of("POST", "/a", body));
        assertThat(new KeyBody(spec("${path}")).read(exchange)).isEqualTo(KeyBody.Reading.NOTHING);
        assertThat(exchange.request().body()).isSameAs(body);
    }

    private static String sent(Exchange exchange) throws IOException {
        return new String(exchange.request().body().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static CacheKey key(String template, String body) throws IOException {
        return key(template, body, JSON);
    }

    private static CacheKey key(String template, String body, String... lines) throws IOException {
        Request request = Requests.of("POST", "/a", lines);
        KeyBody.Reading read = read(template, Requests.body(body, false), lines);
        return new CacheKeys(spec(template), PLACE).of(request, (KeyBody.Reading.Known) read);
    }

    private static KeyBody.Reading read(String template, RequestBody body, String... lines) throws IOException {
        return new KeyBody(spec(template)).read(Requests.exchange(Requests.of("POST", "/a", body, lines)));
    }

    private static CacheSpec spec(String template) {
        return new CacheSpec(
                "cache",
                CacheSpec.CacheStorage.LOCAL,
                Coherence.EVENTUAL,
                new CacheSpec.Key.Text(Template.ofKey(template)),
                new CacheSpec.Kept(List.of("GET"), 1, true, MOST),
                CacheLife.of(Duration.ofSeconds(60)),
                CacheConduct.DEFAULT,
                CacheUpkeep.DEFAULT);
    }
}
