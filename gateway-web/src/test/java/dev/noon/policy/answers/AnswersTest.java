package dev.noon.policy.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.MockSpec;
import dev.noon.model.policy.RedirectSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    @ParameterizedTest(name = "{0} for {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://www.example.com${path}     | false | /loans/7?a=1                  | https://www.example.com/loans/7",
                "https://www.example.com${path}     | true  | /loans/7?a=1                  | https://www.example.com/loans/7?a=1",
                "/new${path}?from=old               | true  | /loans?a=1                    | /new/loans?from=old&a=1",
                "https://${host}${path}             | false | /loans                        | https://api.example/loans",
                "/new${path}                        | false | /a%2Fb                        | /new/a%2Fb",
                "/${query.next}                     | false | /x?next=//evil.org            | /%2F%2Fevil.org",
                "/${query.next}                     | false | /x?next=%2F%2Fevil.org        | /%2F%2Fevil.org",
                "/${query.next}                     | false | /x?next=/\\evil.org           | /%2F%5Cevil.org",
                "/in?back=${header.X-Back}          | false | /x                            | /in?back=%3Ca%3E%26b%20%25zz",
            })
    void a_redirect_leads_where_its_author_says(String to, boolean keepQuery, String target, String location)
            throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", target, "X-Back: <a>&b %zz"));
        RedirectSpec spec = new RedirectSpec("r", Template.parse(to), 308, keepQuery);
        Reply reply = new RedirectPolicy(spec).handle(exchange, AnswersTest::upstream);
        assertThat(reply.status()).isEqualTo(308);
        assertThat(reply.headers().all("Location")).containsExactly(location);
        assertThat(exchange.cause()).isEqualTo(Cause.REDIRECT);
    }

    @Test
    void a_redirect_whose_host_a_variable_made_unsound_does_not_compile() {
        RedirectSpec spec = new RedirectSpec("r", Template.literal("javascript:alert(1)"), 302, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectPolicy(spec))
                .withMessageContaining("redirect.to is javascript:alert(1); expected a path");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json          | {\"n\":\"\\u003cb>\\\"x\\\\\"}",
                "application/problem+json  | {\"n\":\"\\u003cb>\\\"x\\\\\"}",
                "text/html                 | {\"n\":\"&lt;b&gt;&quot;x\\\"}",
                "image/svg+xml             | {\"n\":\"&lt;b&gt;&quot;x\\\"}",
                "''                        | {\"n\":\"<b>\"x\\\"}",
            })
    void what_a_client_wrote_stays_a_value_in_a_mocked_body(String type, String body) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/loans", "X-Name: <b>\"x\\"));
        Map<String, Template> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", Template.parse(type));
        MockSpec spec = new MockSpec("m", 503, headers, Template.parse("{\"n\":\"${header.X-Name}\"}"));
        Reply reply = new MockPolicy(spec).handle(exchange, AnswersTest::upstream);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().valueOr("Content-Type", ""))
                .isEqualTo(type.isEmpty() ? "text/plain; charset=utf-8" : type);
        assertThat(text(reply)).isEqualTo(body);
        assertThat(exchange.cause()).isEqualTo(Cause.MOCK);
    }

    @Test
    void a_mock_without_a_body_has_none_and_no_type() throws IOException {
        MockSpec spec = new MockSpec("m", 204, Map.of("X-Mock", Template.parse("${method}")), Template.parse(""));
        Reply reply =
                new MockPolicy(spec).handle(Requests.exchange(Requests.of("DELETE", "/loans")), AnswersTest::upstream);
        assertThat(reply.headers()).hasToString("X-Mock: DELETE\n");
        assertThat(reply.body()).isEqualTo(Body.EMPTY);
    }

    private static String text(Reply reply) {
        return new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    private static Reply upstream(Exchange exchange) {
        throw new AssertionError("the upstream must not be called");
    }
}
