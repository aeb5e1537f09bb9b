package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidationTest extends RulesFixture {
    private static String targets(String method, int status, String reply) {
        return Invalidation.targets(Requests.of(method, "/loans/7?a=b"), status, lines(reply)).stream()
                .map(target ->
                        target.path() + target.query().map(query -> "?" + query).orElse(""))
                .reduce("", (all, one) -> all.isEmpty() ? one : all + " " + one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "M-SEARCH", "get", "ANYTHING"})
    void a_change_makes_what_was_asked_for_wrong(String method) {
        assertThat(targets(method, 200, "")).isEqualTo("/loans/7?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PROPFIND"})
    void a_safe_method_changes_nothing(String method) {
        assertThat(targets(method, 200, "Location: /loans")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "200, true",
        "201, true",
        "204, true",
        "303, true",
        "399, true",
        "400, false",
        "404, false",
        "500, false",
        "503, false",
        "103, false",
    })
    void an_error_changes_nothing(int status, boolean changes) {
        assertThat(targets("POST", status, "").isEmpty()).isEqualTo(!changes);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'Location: /loans/8', '/loans/7?a=b /loans/8'",
        "'Content-Location: /loans', '/loans/7?a=b /loans'",
        "'Location: /loans/8?x=y#part', '/loans/7?a=b /loans/8?x=y'",
        "'Location: ?c=d', '/loans/7?a=b /loans/7?c=d'",
        "'Location: 8', '/loans/7?a=b /loans/8'",
        "'Location: ../x', '/loans/7?a=b /x'",
        "'Location: http://api.example:8080/loans/8', '/loans/7?a=b /loans/8'",
        "'Location: HTTP://API.example:8080', '/loans/7?a=b /'",
        "'Location: //api.example:8080//loans/%7e', '/loans/7?a=b /loans/~'",
        "'Location: /a | Content-Location: /b', '/loans/7?a=b /a /b'",
        "'Location: /a | Content-Location: /a', '/loans/7?a=b /a'",
        "'Location: /loans/7?a=b', '/loans/7?a=b'",
        "'Location: http://other.example:8080/loans/8', '/loans/7?a=b'",
        "'Location: http://api.example/loans/8', '/loans/7?a=b'",
        "'Location: https://api.example:8080/loans/8', '/loans/7?a=b'",
        "'Location: mailto:a@b', '/loans/7?a=b'",
        "'Location: /a b', '/loans/7?a=b'",
        "'Location: /../..', '/loans/7?a=b'",
        "'Location: /a%2e%2e/%2e%2e', '/loans/7?a=b'",
        "'Location: ', '/loans/7?a=b'",
    })
    void what_it_names_on_the_same_origin_is_wrong_too(String reply, String expected) {
        assertThat(targets("POST", 201, reply)).isEqualTo(expected);
    }

    @Test
    void a_default_port_is_no_other_port() {
        Request request = Requests.of("POST", "/loans");
        Request.Origin origin = new Request.Origin("https", "api.example", "api.example", "/loans", 8443, () -> "");
        Request plain = new Request("POST", "/loans", request.query(), origin, request.headers(), request.body());
        assertThat(Invalidation.targets(plain, 201, lines("Location: https://api.example:443/x")))
                .hasSize(2);
    }
}
