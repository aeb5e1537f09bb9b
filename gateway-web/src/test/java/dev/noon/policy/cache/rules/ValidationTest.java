package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest extends RulesFixture {
    private static final String MODIFIED = "Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT";

    @ParameterizedTest(name = "{0} asks {1}")
    @CsvSource({
        "'ETag: \"v1\"', 'If-None-Match: \"v1\"'",
        "'ETag: W/\"v1\"', 'If-None-Match: W/\"v1\"'",
        "'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 'If-Modified-Since: Sat, 21 Nov 2026 11:50:00 GMT'",
        "'ETag: \"v1\" | Last-Modified: x', 'If-None-Match: \"v1\" | If-Modified-Since: x'",
        "'ETag: v1', ''",
        "'ETag: w/\"v1\"', ''",
        "'X: 1', ''",
    })
    void the_upstream_is_asked_by_what_it_gave(String stored, String conditions) {
        StoredResponse answer = stored(200, stored);
        Request request =
                get("Accept: a/b | If-None-Match: \"other\" | If-Modified-Since: y | If-Range: z | Range: bytes=0-1");
        Validation.ask(answer, request.headers());
        assertThat(request.headers().toString())
                .isEqualTo(lines("Accept: a/b | " + conditions).toString());
        assertThat(Validation.canAsk(answer)).isEqualTo(!conditions.isEmpty());
    }

    @ParameterizedTest(name = "{0} is confirmed by {1}: {2}")
    @CsvSource({
        "'ETag: \"v1\"', 'ETag: \"v1\"', true",
        "'ETag: \"v1\"', 'ETag: W/\"v1\"', true",
        "'ETag: \"v1\"', 'ETag: \"v2\"', false",
        "'ETag: \"v1\"', '', true",
        "'Last-Modified: a', 'ETag: \"v1\"', false",
        "'Last-Modified: a', 'Last-Modified: a', true",
        "'Last-Modified: a', 'Last-Modified: b', false",
        "'ETag: \"v1\" | Last-Modified: a', 'ETag: \"v1\" | Last-Modified: b', true",
    })
    void a_304_must_be_about_what_is_stored(String stored, String reply, boolean expected) {
        assertThat(Validation.confirms(stored(200, stored), lines(reply))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} | {2}: {3}")
    @CsvSource({
        "200, 'ETag: \"v1\"', 'ETag: \"v1\"', FRESHENS",
        "200, 'ETag: \"v1\"', 'X: 1', FRESHENS",
        "200, 'ETag: \"v1\"', 'ETag: \"v2\"', OUTDATES",
        "200, 'Last-Modified: a', 'Last-Modified: b', OUTDATES",
        "200, 'X: 1', 'Content-Length: 10', FRESHENS",
        "200, 'X: 1', 'Content-Length: 11', OUTDATES",
        "200, 'ETag: \"v1\"', 'ETag: \"v1\" | Content-Length: 11', OUTDATES",
        "404, 'ETag: \"v1\"', 'ETag: \"v2\"', NOTHING",
        "410, 'ETag: \"v1\"', 'ETag: \"v1\"', NOTHING",
        "304, 'ETag: \"v1\"', 'ETag: \"v1\"', NOTHING",
    })
    void an_answer_to_HEAD_says_what_GET_would(
            int status, String stored, String reply, Validation.HeadEffect expected) {
        assertThat(Validation.head(stored(200, stored), status, lines(reply))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} then {2} is {3}")
    @CsvSource({
        "Test-Header, a, b, b",
        "X-Test-Header, a, b, b",
        "Content-Foo, a, b, b",
        "Content-Type, text/plain, text/plain;charset=utf-8, text/plain;charset=utf-8",
        "Content-MD5, a, b, b",
        "Content-Location, /a, /b, /b",
        "Content-Security-Policy, a, b, b",
        "X-Frame-Options, a, b, b",
        "Cache-Control, max-age=1, max-age=3600, max-age=3600",
        "Expires, a, b, b",
        "Clear-Site-Data, a, b, b",
        "ETag, \"v1\", \"v1\", \"v1\"",
        "Content-Length, 10, 20, 10",
        "Content-Encoding, gzip, br, gzip",
        "Content-Range, a, b, a",
        "Cache-Status, a, b, a",
    })
    void a_304_updates_the_lines_that_are_stored(String name, String old, String newer, String expected) {
        StoredResponse stored = stored(200, DATE_AGO + " | " + name + ": " + old);
        Headers merged = Validation.merged(stored, lines(DATE + "|" + name + ": " + newer), NOW);
        assertThat(merged.all(name)).containsExactly(expected);
        assertThat(merged.all("Date")).containsExactly("Sat, 21 Nov 2026 12:00:00 GMT");
    }

    @Test
    void lines_that_a_304_does_not_have_stay_and_new_ones_come() {
        StoredResponse stored = stored(200, "Kept: 1 | Many: 1 | many: 2 | Connection-ish: 1");
        Headers merged = Validation.merged(
                stored,
                lines(DATE
                        + " | MANY: 3 | New: 1 | Age: 7 | Set-Cookie: a=1 | Connection: Hop | Hop: 1 | Keep-Alive: 1"),
                NOW);
        assertThat(merged.toString())
                .isEqualTo(
                        "Kept: 1\nConnection-ish: 1\nDate: Sat, 21 Nov 2026 12:00:00 GMT\nMANY: 3\nNew: 1\nAge: 7\n");
    }

    @Test
    void what_was_validated_is_as_young_as_the_304() {
        StoredResponse stored =
                stored(rules, 200, "Date: Sat, 21 Nov 2026 11:00:00 GMT | Cache-Control: max-age=60 | ETag: \"v1\"");
        assertThat(stored.life().ttlMillis()).isZero();
        Keep undated = rules.keep(get(""), 200, Validation.merged(stored, lines("ETag: \"v1\""), NOW), AT_ONCE)
                .orElseThrow();
        assertThat(undated.ttlMillis()).isEqualTo(60_000);
        assertThat(undated.initialAgeMillis()).isZero();
        Headers aged = Validation.merged(stored, lines(DATE + " | Age: 20 | Cache-Control: max-age=90"), NOW);
        assertThat(rules.keep(get(""), 200, aged, AT_ONCE).orElseThrow().ttlMillis())
                .isEqualTo(70_000);
    }

    @Test
    void fields_that_must_not_be_kept_do_not_come_back_with_a_304() {
        String control = "Cache-Control: max-age=60, no-cache=\"X-A\"";
        StoredResponse stored = stored(rules, 200, control + " | X-A: 1 | " + MODIFIED);
        Headers merged = Validation.merged(stored, lines(DATE + " | X-A: 2"), NOW);
        assertThat(merged.has("X-A")).as("for the client that asked").isTrue();
        Keep keep = rules.keep(get(""), 200, merged, AT_ONCE).orElseThrow();
        assertThat(keep.fields(merged)).extracting("name").doesNotContain("X-A");
    }
}
