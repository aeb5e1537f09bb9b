package dev.noon.policy.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.TransformSpec;
import dev.noon.model.policy.TransformSpec.Bounds;
import dev.noon.model.policy.TransformSpec.Given;
import dev.noon.model.policy.TransformSpec.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformPolicyTest {
    private static final String JSON = "Content-Type: application/json";
    private static final Bounds BOUNDS = new Bounds(200, List.of(), false);
    private static final Shape REMOVES_A = new Shape.Edits(List.of("$.a"), Map.of(), Map.of());

    @ParameterizedTest(name = "without {0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.a              | {\"a\":1,\"b\":2}                       | {\"b\":2}",
                "$.a              | {\"b\":{\"a\":1}}                       | {\"b\":{\"a\":1}}",
                "$..a             | {\"b\":{\"a\":1},\"c\":[{\"a\":2}],\"a\":3} | {\"b\":{},\"c\":[{}]}",
                "$.b[*].a         | {\"b\":[{\"a\":1},{\"a\":2,\"c\":3},4]} | {\"b\":[{},{\"c\":3},4]}",
                "$.b[0]           | {\"b\":[1,2,3]}                         | {\"b\":[2,3]}",
                "$.b[-1]          | {\"b\":[1,2,3]}                         | {\"b\":[1,2]}",
                "$.b[7]           | {\"b\":[1,2,3]}                         | {\"b\":[1,2,3]}",
                "$['a b']         | {\"a b\":1,\"c\":1.50}                  | {\"c\":1.50}",
                "$.*.a            | {\"x\":{\"a\":1},\"y\":{\"a\":2}}       | {\"x\":{},\"y\":{}}",
                "$[0].a           | [{\"a\":1},{\"a\":1}]                   | [{},{\"a\":1}]",
                "$.a              | [1]                                     | [1]",
                "$.a              | `\"text\"`                              | `\"text\"`",
            })
    void parts_go(String path, String body, String changed) throws IOException {
        Shape shape = new Shape.Edits(List.of(path), Map.of(), Map.of());
        assertThat(sent(shape, body)).isEqualTo(changed);
    }

    @ParameterizedTest(name = "{0} as {1}: {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.a      | b | {\"x\":0,\"a\":1,\"y\":2} | {\"x\":0,\"b\":1,\"y\":2}",
                "$.a      | b | {\"b\":0,\"a\":1}         | {\"b\":1}",
                "$.a      | b | {\"b\":0}                 | {\"b\":0}",
                "$.a      | a | {\"a\":1}                 | {\"a\":1}",
                "$[*].a   | b | [{\"a\":1},{\"a\":2}]     | [{\"b\":1},{\"b\":2}]",
                "$..a     | b | {\"a\":{\"a\":1}}         | {\"b\":{\"b\":1}}",
            })
    void members_get_other_names_in_their_places(String path, String name, String body, String changed)
            throws IOException {
        Shape shape = new Shape.Edits(List.of(), Map.of(path, name), Map.of());
        assertThat(sent(shape, body)).isEqualTo(changed);
    }

    @ParameterizedTest(name = "{0} is {1}: {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.a       | x                      | {}                        | {\"a\":\"x\"}",
                "$.a       | ${header.X-Q}          | {\"a\":1,\"b\":2}         | {\"a\":\"1\\\",\\\"\",\"b\":2}",
                "$.a.b.c   | x                      | {\"a\":{\"d\":1}}         | {\"a\":{\"d\":1,\"b\":{\"c\":\"x\"}}}",
                "$.a.b     | x                      | {\"a\":5}                 | {\"a\":5}",
                "$.a       | ${body.$.b}            | {\"b\":[1,{\"c\":null}]}  | {\"b\":[1,{\"c\":null}],\"a\":[1,{\"c\":null}]}",
                "$.a       | ${body.$.none}         | {\"b\":1}                 | {\"b\":1}",
                "$.a       | n=${body.$.b[0]}       | {\"b\":[7]}               | {\"b\":[7],\"a\":\"n=7\"}",
                "$.b[0]    | x                      | {\"b\":[1,2]}             | {\"b\":[\"x\",2]}",
                "$.b[*].c  | x                      | {\"b\":[{},{\"c\":1}]}    | {\"b\":[{\"c\":\"x\"},{\"c\":\"x\"}]}",
                "$..a      | x                      | {\"b\":{\"a\":1}}         | {\"b\":{\"a\":\"x\"}}",
            })
    void values_are_set_and_stay_values(String path, String text, String body, String changed) throws IOException {
        Shape shape = new Shape.Edits(List.of(), Map.of(), Map.of(path, new Given.Text(Template.ofBody(text))));
        assertThat(sent(shape, body)).isEqualTo(changed);
    }

    @Test
    void removing_comes_first_then_renaming_then_setting_and_variables_read_what_came() throws IOException {
        Map<String, Given> set = Map.of(
                "$.c", new Given.Text(Template.ofBody("${body.$.a}")),
                "$.n", new Given.Plain("2"),
                "$.t", new Given.Plain("true"),
                "$.z", new Given.Plain("null"));
        Shape shape = new Shape.Edits(List.of("$.a"), Map.of("$.b", "a"), set);
        assertThat(sent(shape, "{\"a\":1,\"b\":2}")).isEqualTo("{\"a\":2,\"c\":1,\"n\":2,\"t\":true,\"z\":null}");
    }

    @Test
    void a_text_of_json_stays_json_whatever_its_variables_stand_for() throws IOException {
        Shape shape = new Shape.Text(
                Template.ofBody("{\"q\":\"<${header.X-Q}>\",\"i\":${body.$.i},\"s\":${body.$.s},\"n\":${body.$.none},"
                        + "\"h\":${header.X-Q},\"in\":\"${body.$.i}\"}"),
                "application/json");
        assertThat(sent(shape, "{\"i\":[1,\"a\"],\"s\":\"t\"}"))
                .isEqualTo("{\"q\":\"<1\\\",\\\">\",\"i\":[1,\"a\"],\"s\":\"t\",\"n\":null,\"h\":\"1\\\",\\\"\","
                        + "\"in\":\"[1,\\\"a\\\"]\"}");
    }

    @Test
    void a_text_of_markup_gets_values_as_text_and_its_own_type() throws IOException {
        Shape shape = new Shape.Text(Template.ofBody("<a>${body.$.b}</a>"), "application/xml");
        Exchange exchange = post("{\"b\":\"<script>\"}", JSON);
        handle(exchange, spec(Optional.of(shape), Optional.empty(), BOUNDS), Requests.reply(200, ""));
        assertThat(text(exchange.request())).isEqualTo("<a>&lt;script&gt;</a>");
        assertThat(exchange.request().headers().all("Content-Type")).containsExactly("application/xml");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Type: application/json                        | {\"a\":       | 422",
                "Content-Type: application/json                        | {\"a\":1,\"a\":2} | 422",
                "Content-Type: application/vnd.x+json; charset=utf-8   | {\"a\":       | 422",
                "Content-Type: text/plain                              | {\"a\":       | 200",
                "X-None: 1                                             | {\"a\":1}     | 200",
                "Content-Type: application/json                        | ``            | 200",
            })
    void what_is_called_json_and_is_none_is_refused(String line, String body, int status) throws IOException {
        Exchange exchange = post(body, line);
        Reply reply =
                handle(exchange, spec(Optional.of(REMOVES_A), Optional.empty(), BOUNDS), Requests.reply(200, "ok"));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(exchange.cause()).isEqualTo(status == 200 ? Cause.NONE : Cause.BODY_INVALID);
    }

    @Test
    void a_body_that_is_encoded_or_too_long_is_refused_unless_it_may_pass() throws IOException {
        TransformSpec strict = spec(Optional.of(REMOVES_A), Optional.empty(), BOUNDS);
        TransformSpec lenient = spec(Optional.of(REMOVES_A), Optional.empty(), new Bounds(200, List.of(), true));
        String large = "[\"" + "x".repeat(300) + "\"]";
        Reply ok = Requests.reply(200, "ok");
        assertThat(handle(post("{}", JSON, "Content-Encoding: gzip"), strict, ok)
                        .status())
                .isEqualTo(415);
        assertThat(handle(post(large, JSON), strict, ok).status()).isEqualTo(413);
        assertThat(handle(post("{}", JSON, "Content-Encoding: gzip"), lenient, ok)
                        .status())
                .isEqualTo(200);
        Exchange passed = post(large, JSON);
        assertThat(handle(passed, lenient, ok).status()).isEqualTo(200);
        assertThat(text(passed.request())).isEqualTo(large);
    }

    @Test
    void a_small_body_cannot_become_a_large_one() throws IOException {
        Shape shape =
                new Shape.Edits(List.of(), Map.of(), Map.of("$[*]", new Given.Text(Template.ofBody("${body.$}"))));
        Exchange exchange = post("[" + "1,".repeat(80) + "1]", JSON);
        Reply reply = handle(exchange, spec(Optional.of(shape), Optional.empty(), BOUNDS), Requests.reply(200, ""));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(exchange.cause()).isEqualTo(Cause.BODY_TOO_LARGE);
    }

    @Test
    void an_answer_is_changed_and_what_was_said_of_its_bytes_is_taken_back() throws IOException {
        Exchange exchange =
                Requests.exchange(Requests.of("GET", "/a", "Accept-Encoding: br, gzip", "Range: bytes=0-1", "X-Q: 1"));
        Reply reply = handle(
                exchange,
                spec(Optional.empty(), Optional.of(REMOVES_A), BOUNDS),
                stream("{\"a\":1,\"b\":2}", JSON, "ETag: \"v1\"", "Digest: x", "Accept-Ranges: bytes"));
        assertThat(text(reply)).isEqualTo("{\"b\":2}");
        assertThat(reply.headers()).hasToString("Content-Type: application/json\nETag: W/\"v1\"\n");
        assertThat(exchange.request().headers().all("Accept-Encoding")).containsExactly("identity");
        assertThat(exchange.request().headers().has("Range")).isFalse();
        assertThat(exchange.cause()).isEqualTo(Cause.NONE);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":            | X-Y: 1                 | 502",
                "{\"a\":1}          | Content-Encoding: gzip | 502",
            })
    void an_answer_that_cannot_be_changed_fails_unless_it_may_pass(String body, String line, int status)
            throws IOException {
        Exchange strict = Requests.exchange(Requests.of("GET", "/a"));
        Reply failed = handle(strict, spec(Optional.empty(), Optional.of(REMOVES_A), BOUNDS), stream(body, JSON, line));
        assertThat(failed.status()).isEqualTo(status);
        assertThat(strict.cause()).isEqualTo(Cause.TRANSFORM_FAILED);

        Exchange lenient = Requests.exchange(Requests.of("GET", "/a"));
        Bounds bounds = new Bounds(200, List.of(), true);
        Reply passed =
                handle(lenient, spec(Optional.empty(), Optional.of(REMOVES_A), bounds), stream(body, JSON, line));
        assertThat(text(passed)).isEqualTo(body);
        assertThat(lenient.cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void a_long_answer_fails_or_passes_whole() throws IOException {
        String large = "[\"" + "x".repeat(300) + "\"]";
        Bounds bounds = new Bounds(200, List.of(), true);
        Exchange strict = Requests.exchange(Requests.of("GET", "/a"));
        handle(strict, spec(Optional.empty(), Optional.of(REMOVES_A), BOUNDS), stream(large, JSON));
        assertThat(strict.cause()).isEqualTo(Cause.TRANSFORM_FAILED);
        Reply passed = handle(
                Requests.exchange(Requests.of("GET", "/a")),
                spec(Optional.empty(), Optional.of(REMOVES_A), bounds),
                stream(large, JSON));
        assertThat(text(passed)).isEqualTo(large);
    }

    @Test
    void other_statuses_other_types_and_what_the_gateway_itself_says_stay() throws IOException {
        Bounds only = new Bounds(200, List.of(200), false);
        TransformSpec spec = spec(Optional.empty(), Optional.of(REMOVES_A), only);
        Exchange exchange = Requests.exchange(Requests.of("GET", "/a"));
        assertThat(text(handle(exchange, spec, Requests.reply(404, "{\"a\":1}", JSON))))
                .isEqualTo("{\"a\":1}");
        assertThat(text(handle(exchange, spec, Requests.reply(200, "{\"a\":1}", "Content-Type: text/plain"))))
                .isEqualTo("{\"a\":1}");
        TransformSpec all = spec(Optional.empty(), Optional.of(REMOVES_A), BOUNDS);
        exchange.cause(Cause.RESPONSE_TIMEOUT);
        assertThat(text(handle(exchange, all, Requests.reply(504, "{\"a\":1}", JSON))))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void the_answer_to_a_head_promises_no_length() throws IOException {
        Reply head = new Reply(200, Requests.headers(JSON, "Content-Length: 7", "ETag: \"v1\""), Body.EMPTY);
        Reply reply = handle(
                Requests.exchange(Requests.of("HEAD", "/a")),
                spec(Optional.empty(), Optional.of(REMOVES_A), BOUNDS),
                head);
        assertThat(reply.headers()).hasToString("Content-Type: application/json\nETag: W/\"v1\"\n");
    }

    @Test
    void a_text_that_a_variable_of_the_environment_made_unsound_does_not_compile() {
        Template template = Template.ofBody("{\"a\": ${env.B}}").resolved(name -> "1,");
        Shape shape = new Shape.Text(template, "application/json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransformPolicy(spec(Optional.of(shape), Optional.empty(), BOUNDS)))
                .withMessageContaining("transform.template is no JSON when its variables are filled in");
    }

    private static TransformSpec spec(Optional<Shape> request, Optional<Shape> response, Bounds bounds) {
        return new TransformSpec("t", request, response, bounds);
    }

    private static String sent(Shape shape, String body) throws IOException {
        Exchange exchange = post(body, JSON, "X-Q: 1\",\"");
        handle(exchange, spec(Optional.of(shape), Optional.empty(), BOUNDS), Requests.reply(200, ""));
        assertThat(exchange.cause()).isEqualTo(Cause.NONE);
        return text(exchange.request());
    }

    private static Reply handle(Exchange exchange, TransformSpec spec, Reply reply) throws IOException {
        return new TransformPolicy(spec).handle(exchange, seen -> reply);
    }

    private static Exchange post(String body, String... lines) {
        RequestBody sent = Requests.body(body, false);
        return Requests.exchange(Requests.of("POST", "/a", sent, lines));
    }

    private static Reply stream(String body, String... lines) {
        ByteArrayInputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return new Reply(200, Requests.headers(lines), new Body.Stream(in, OptionalLong.empty(), true));
    }

    private static String text(Request request) throws IOException {
        return new String(request.body().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String text(Reply reply) throws IOException {
        byte[] bytes = reply.body() instanceof Body.Stream stream
                ? stream.in().readAllBytes()
                : ((Body.Bytes) reply.body()).bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
