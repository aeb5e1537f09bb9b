package dev.noon.policy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.ValidateSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatePolicyTest {
    private static final String SCHEMA = "{\"properties\":{\"amount\":{\"type\":\"integer\"}}}";

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Type: application/json                  | {\"amount\":1}         | 200 | ``",
                "Content-Type: Application/JSON; charset=utf-8   | {\"amount\":1}         | 200 | ``",
                "Content-Type: application/json                  | {\"amount\":\"x\"}     | 422 | /amount breaks type",
                "Content-Type: application/json                  | {\"amount\":           | 422 | the body is not JSON",
                "Content-Type: application/json                  | {\"a\":[[[[1]]]]}      | 422 | nested deeper than 4 levels",
                "Content-Type: text/plain                        | {\"amount\":1}         | 415 | ``",
                "X-None: 1                                       | {\"amount\":1}         | 415 | ``",
                "Content-Type: application/json                  | {\"amount\":1234567890123456789} | 413 | ``",
            })
    void a_body_is_what_the_api_expects_or_refused(String line, String body, int status, String detail)
            throws IOException {
        for (boolean declared : List.of(true, false)) {
            Reply reply = handle(Requests.body(body, declared), line);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(text(reply)).contains(detail);
        }
    }

    @Test
    void an_encoded_body_is_refused_because_nobody_knows_what_it_expands_to() throws IOException {
        for (String encoding : List.of("gzip", "identity, br", "deflate")) {
            Reply reply = handle(
                    Requests.body("{}", true),
                    "Content-Type: application/json",
                    "Content-Encoding: identity",
                    "Content-Encoding: " + encoding);
            assertThat(reply.status()).isEqualTo(415);
        }
    }

    @Test
    void two_media_types_are_none() throws IOException {
        Reply reply = handle(Requests.body("{}", true), "Content-Type: application/json", "Content-Type: text/xml");
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void a_post_without_a_body_does_not_match_a_schema() throws IOException {
        Reply reply = handle(RequestBody.NONE, "Content-Type: application/json");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(text(reply)).contains("there is no body");
    }

    @Test
    void the_upstream_gets_the_body_whole() throws IOException {
        Exchange exchange = Requests.exchange(Requests.of(
                "POST", "/loans", Requests.body("{\"amount\":1}", false), "Content-Type: application/json"));
        policy().handle(
                        exchange,
                        seen -> Requests.reply(
                                200, new String(seen.request().body().open().readAllBytes(), StandardCharsets.UTF_8)));
        assertThat(exchange.request().body().length()).hasValue(12);
    }

    private static Reply handle(RequestBody body, String... lines) throws IOException {
        return policy().handle(
                        Requests.exchange(Requests.of("POST", "/loans", body, lines)), seen -> Requests.reply(200, ""));
    }

    private static ValidatePolicy policy() {
        return new ValidatePolicy(
                new ValidateSpec("validate", List.of("application/json"), 24, OptionalInt.of(4), Optional.of(SCHEMA)));
    }

    private static String text(Reply reply) {
        return new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }
}
