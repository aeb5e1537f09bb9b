package dev.noon.policy.apicall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.policy.CompiledTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallPolicyTest {
    private static final String RATES = "{\"mid\":0.91,\"of\":{\"name\":\"franc\"},\"all\":[1,2]}";

    private final List<Request> questions = new ArrayList<>();
    private final List<Exchange> asides = new ArrayList<>();
    private Reply answer = Requests.reply(200, RATES, "ETag: \"v7\"");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${call.rates.status}            | 200",
                "${call.rates.header.etag}       | \"v7\"",
                "${call.rates.body.$.mid}        | 0.91",
                "${call.rates.body.$.of.name}    | franc",
                "${call.rates.body.$.all}        | [1,2]",
                "${call.rates.body.$.none}       | ''",
                "${call.other.body.$.mid}        | ''",
                "${call.rates.header.none}       | ''",
            })
    void the_answer_stands_in_the_templates_that_follow(String text, String value) throws IOException {
        Exchange exchange = exchange("/a", "X-A: 1");
        assertThat(handle(exchange, spec("/rates", false)).status()).isEqualTo(299);
        assertThat(CompiledTemplate.of(Template.parse(text)).text(exchange.request()))
                .isEqualTo(value);
        exchange.rewriteTarget("/elsewhere", Optional.empty());
        assertThat(CompiledTemplate.of(Template.parse(text)).text(exchange.request()))
                .isEqualTo(value);
        assertThat(exchange.cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void the_question_has_what_its_author_put_there_and_nothing_else_of_the_client() throws IOException {
        ApiCallSpec.Question question = new ApiCallSpec.Question(
                "POST",
                Template.parse("/v1/${query.of}?to=${header.X-To}"),
                Map.of("X-Client", Template.parse("${header.X-Who}")),
                Optional.of(Template.parse("{\"who\":\"${header.X-Who}\"}")));
        Exchange exchange = exchange("/a?of=usd", "X-To: a&b=c/", "X-Who: me\"", "Authorization: Bearer secret");
        handle(exchange, new ApiCallSpec("rates", "u", question, bounds(false), Optional.empty()));
        Request asked = questions.get(0);
        assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /v1/usd?to=a%26b%3Dc%2F");
        assertThat(asked.headers()).hasToString("X-Client: me\"\nContent-Type: application/json\n");
        assertThat(new String(asked.body().open().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"who\":\"me\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource({"/a?of=.., 400", "/a?of=x%2F..%2Fadmin, 400", "/a?of=%2e%2e, 400", "/a?of=x, 299"})
    void what_a_client_writes_becomes_no_other_path(String target, int status) throws IOException {
        Exchange exchange = exchange(target, "X-A: 1");
        assertThat(handle(exchange, spec("/rates/${query.of}", false)).status()).isEqualTo(status);
        assertThat(questions).hasSize(status == 400 ? 0 : 1);
    }

    @Test
    void without_an_answer_the_request_fails_or_goes_on() throws IOException {
        List<Reply> none = List.of(
                Requests.reply(500, "{}"),
                Requests.reply(302, ""),
                Requests.reply(200, "x".repeat(200)),
                new Reply(200, Requests.headers(), new Body.Stream(broken(), OptionalLong.empty(), true)));
        for (Reply each : none) {
            answer = each;
            Exchange strict = exchange("/a", "X-A: 1");
            assertThat(handle(strict, spec("/rates", false)).status()).isEqualTo(502);
            assertThat(strict.cause()).isEqualTo(Cause.CALL_FAILED);
            Exchange lenient = exchange("/a", "X-A: 1");
            assertThat(handle(lenient, spec("/rates", true)).status()).isEqualTo(299);
            assertThat(lenient.cause()).isEqualTo(Cause.NONE);
        }
    }

    @Test
    void what_the_gateway_says_in_place_of_the_upstream_is_no_answer() throws IOException {
        ApiCallSpec.Bounds all = new ApiCallSpec.Bounds(Duration.ofSeconds(1), 100, List.of(200, 504), false);
        ApiCallSpec spec = new ApiCallSpec("rates", "u", question("/rates"), all, Optional.empty());
        Exchange exchange = exchange("/a", "X-A: 1");
        Chain late = aside -> aside.fail(Cause.RESPONSE_TIMEOUT);
        assertThat(new ApiCallPolicy(spec, late)
                        .handle(exchange, seen -> Requests.reply(299, ""))
                        .status())
                .isEqualTo(502);
        answer = Requests.reply(504, "{}");
        assertThat(handle(exchange("/a", "X-A: 1"), spec).status()).isEqualTo(299);
    }

    @Test
    void what_the_question_holds_is_given_back_before_the_request_goes_on() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        ApiCallSpec spec = spec("/rates", false);
        Chain ask = aside -> {
            aside.own(() -> closed.set(true));
            return answer;
        };
        Exchange exchange = exchange("/a", "X-A: 1");
        new ApiCallPolicy(spec, ask).handle(exchange, seen -> {
            assertThat(closed).isTrue();
            return Requests.reply(299, "");
        });
    }

    @Test
    void the_question_runs_under_the_revision_and_the_names_of_its_exchange() throws IOException {
        Exchange exchange = exchange("/a", "X-A: 1");
        handle(exchange, spec("/rates", false));
        assertThat(asides.get(0).revision()).isEqualTo(exchange.revision());
        assertThat(asides.get(0).trace()).isSameAs(exchange.trace());
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() throws BrokenBody {
                throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("gone"));
            }
        };
    }

    private Reply handle(Exchange exchange, ApiCallSpec spec) throws IOException {
        Chain ask = aside -> {
            asides.add(aside);
            questions.add(aside.request());
            return answer;
        };
        return new ApiCallPolicy(spec, ask).handle(exchange, seen -> Requests.reply(299, ""));
    }

    private static ApiCallSpec spec(String path, boolean lenient) {
        return new ApiCallSpec("rates", "u", question(path), bounds(lenient), Optional.empty());
    }

    private static ApiCallSpec.Question question(String path) {
        return new ApiCallSpec.Question("GET", Template.parse(path), Map.of(), Optional.empty());
    }

    private static ApiCallSpec.Bounds bounds(boolean lenient) {
        return new ApiCallSpec.Bounds(Duration.ofSeconds(1), 100, List.of(), lenient);
    }

    private static Exchange exchange(String target, String... lines) {
        return Requests.exchange(Requests.of("GET", target, lines));
    }
}
