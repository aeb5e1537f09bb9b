package dev.noon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.Template.Source;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledTemplateTest {
    private final Request request = Requests.of(
                    "POST",
                    "/loans/7?tier=gold&tier=silver&empty=&flag&a%2Db=x",
                    "X-Tenant: acme",
                    "Cookie: a=1; sid = s2 ; a=3")
            .by(new Caller(Optional.of("partner-7"), Optional.empty(), Map.of("tenant", "acme"), "x", false));

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "HEADER, x-tenant, acme",
        "QUERY, tier, gold",
        "QUERY, empty, ''",
        "QUERY, flag, ''",
        "QUERY, a-b, x",
        "COOKIE, sid, s2",
        "COOKIE, a, 1",
        "PATH, '', /loans/7",
        "SEGMENT, 0, loans",
        "SEGMENT, 1, 7",
        "METHOD, '', POST",
        "HOST, '', api.example",
        "CLIENT_IP, '', 192.0.2.7",
        "CONSUMER, '', partner-7",
        "CLAIM, tenant, acme",
    })
    void a_variable_has_the_requests_value(Source source, String name, String value) {
        CompiledTemplate template = CompiledTemplate.of(Templates.of(Templates.variable(source, name)));
        assertThat(template.parts().get(0).of(request)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"HEADER, X-None", "QUERY, none", "QUERY, tie", "COOKIE, none", "COOKIE, si", "SEGMENT, 2", "CLAIM, none"
    })
    void what_the_request_does_not_have_is_missing_and_not_empty(Source source, String name) {
        CompiledTemplate template = CompiledTemplate.of(Templates.of(Templates.variable(source, name)));
        assertThat(template.parts().get(0).of(request)).isEmpty();
        assertThat(template.text(request)).isEmpty();
    }

    @Test
    void parts_make_one_text() {
        CompiledTemplate template = CompiledTemplate.of(Templates.of(
                Templates.text("a/"), Templates.variable(Source.HEADER, "X-Tenant"), Templates.text("/b")));
        assertThat(template.text(request)).isEqualTo("a/acme/b");
    }

    @Test
    void text_is_never_evaluated() {
        CompiledTemplate template = CompiledTemplate.of(Templates.of(Templates.text("${header.X-Tenant} #{1+1}")));
        assertThat(template.text(request)).isEqualTo("${header.X-Tenant} #{1+1}");
    }
}
