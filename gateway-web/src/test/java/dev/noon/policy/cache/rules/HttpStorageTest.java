package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.HeaderField;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mode: http} keeps, and which of its lines. */
class HttpStorageTest extends RulesFixture {
    @ParameterizedTest
    @ValueSource(
            ints = {
                200, 201, 202, 203, 204, 205, 299, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 414, 451,
                499, 500, 501, 502, 503, 504, 599
            })
    void any_final_status_is_kept_that_says_for_how_long(int status) {
        assertThat(kept(rules, "", status, "Cache-Control: max-age=60")).isEqualTo("60+0");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 103, 199, 206, 304, 412, 416, 428, 429, 431, 511, 600, 999})
    void some_never_stand_for_the_resource(int status) {
        assertThat(kept(rules, "", status, "Cache-Control: max-age=60, public")).isEqualTo("no");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, '', no",
        "200, 'ETag: \"v1\"', no",
        "200, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', no",
        "200, 'Cache-Control: public | ETag: \"v1\"', 0+86400",
        "200, 'Cache-Control: no-cache | ETag: \"v1\"', 0+86400",
        "200, 'Cache-Control: No-CaChE | ETag: \"v1\"', 0+86400",
        "200, 'Cache-Control: no-cache | Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0+86400",
        "200, 'Cache-Control: no-cache | ETag: v1', no",
        "200, 'Cache-Control: no-cache', no",
        "200, 'Cache-Control: must-revalidate | ETag: \"v1\"', 0+86400",
        "200, 'Cache-Control: max-age=60 | ETag: \"v1\"', 60+86400",
        "302, 'Cache-Control: no-cache | ETag: \"v1\"', no",
        "302, 'Cache-Control: public, no-cache | ETag: \"v1\"', 0+86400",
        "200, 'Cache-Control: max-age=60, stale-while-revalidate=30', 60+30",
        "200, 'Cache-Control: max-age=60, stale-if-error=90, stale-while-revalidate=30', 60+90",
        "200, 'Cache-Control: max-age=0, stale-while-revalidate=30', 0+30",
        "200, 'Cache-Control: max-age=60, stale-while-revalidate=30, must-revalidate', 60+0",
        "200, 'Cache-Control: no-store', no",
        "200, 'Cache-Control: nO-StOrE, max-age=60', no",
        "200, 'Cache-Control: max-age=60 | Cache-Control: no-store', no",
        "200, 'Cache-Control: max-age=60, no-store=\"x\"', no",
        "200, 'Cache-Control: other=\"no-store\", max-age=60', 60+0",
        "200, 'Cache-Control: other=\"open, no-store, max-age=60', no",
        "200, 'Cache-Control: private, max-age=60', no",
        "200, 'Cache-Control: private=\"X-A\", max-age=60', 60+0",
        "200, 'Cache-Control: private=X-A, max-age=60', 60+0",
        "200, 'Cache-Control: private=\"\", max-age=60', no",
        "200, 'Cache-Control: private=\"X-A\", private, max-age=60', no",
        "200, 'Cache-Control: private=\"open, max-age=60', no",
        "200, 'Cache-Control: private =\"X-A\", max-age=60', no",
        "200, 'Cache-Control: must-understand, no-store, max-age=60', 60+0",
        "299, 'Cache-Control: must-understand, no-store, max-age=60', no",
        "299, 'Cache-Control: must-understand, max-age=60', no",
        "200, 'Cache-Control: max-age=60 | Pragma: no-cache', 60+0",
        "200, 'Cache-Control: max-age=60 | Content-Disposition: attachment', 60+0",
        "200, 'Cache-Control: max-age=60 | Vary: *', no",
        "200, 'Cache-Control: max-age=60 | Vary: , *', no",
        "200, 'Cache-Control: max-age=60 | Vary: Accept | Vary: *', no",
        "200, 'Cache-Control: max-age=60 | Vary: Accept, *', no",
        "200, 'Cache-Control: max-age=60 | Vary: Accept', 60+0",
        "200, 'Cache-Control: max-age=60 | Set-Cookie: a=1', no",
        "200, 'Cache-Control: max-age=60, private=\"Set-Cookie\" | Set-Cookie: a=1', 60+0",
        "200, 'Cache-Control: max-age=60, no-cache=\"set-cookie, x\" | Set-Cookie: a=1', 60+0",
    })
    void an_answer_says_whether(int status, String reply, String expected) {
        assertThat(kept(rules, "", status, reply)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "Authorization: Basic x, 'Cache-Control: max-age=60', no",
        "Authorization: Basic x, 'Expires: Sat, 21 Nov 2026 13:00:00 GMT', no",
        "Authorization: Basic x, 'Cache-Control: max-age=60, public', 60+0",
        "Authorization: Basic x, 'Cache-Control: max-age=60, must-revalidate', 60+0",
        "Authorization: Basic x, 'Cache-Control: max-age=60, proxy-revalidate', no",
        "Authorization: Basic x, 'Cache-Control: s-maxage=60', 60+0",
        "Authorization: Basic x, 'CDN-Cache-Control: max-age=60 | Cache-Control: public', no",
        "Authorization: Basic x, 'CDN-Cache-Control: max-age=60, public', 60+0",
        "Cookie: a=1, 'Cache-Control: max-age=60', 60+0",
        "Range: bytes=0-1, 'Cache-Control: max-age=60', 60+0",
    })
    void the_request_has_a_say(String request, String reply, String expected) {
        assertThat(kept(rules, request, 200, reply)).isEqualTo(expected);
    }

    @Test
    void an_error_that_a_range_may_have_caused_is_not_kept() {
        assertThat(kept(rules, "Range: bytes=9-", 404, "Cache-Control: max-age=60"))
                .isEqualTo("no");
    }

    @Test
    void an_answer_to_HEAD_has_no_body_to_keep() {
        Headers reply = lines("Cache-Control: max-age=60");
        assertThat(rules.keep(Requests.of("HEAD", "/loans"), 200, reply, AT_ONCE))
                .isEmpty();
    }

    @Test
    void some_lines_are_left_out() {
        Headers reply = lines("Cache-Control: max-age=60, no-cache=\"X-A, x-b\", private=X-C | X-A: 1 | X-B: 1 | x-c: 1"
                + " | Connection: X-D, close | X-D: 1 | Keep-Alive: 1 | Proxy-Authenticate: 1 | Proxy-Connection: 1"
                + " | TE: 1 | Transfer-Encoding: 1 | Upgrade: 1 | Age: 1 | Cache-Status: other; hit | Content-Type: a/b"
                + " | X-E: 1 | X-E: 2 | Clear-Site-Data: \"cache\" | WWW-Authenticate: Basic");
        Keep keep = rules.keep(get(""), 200, reply, AT_ONCE).orElseThrow();
        assertThat(keep.fields(reply).stream().map(HeaderField::name))
                .containsExactly("Cache-Control", "Content-Type", "X-E", "X-E", "Clear-Site-Data", "WWW-Authenticate");
    }

    @Test
    void the_fields_of_Vary_come_sorted_and_once() {
        Headers reply = lines("Cache-Control: max-age=60 | Vary: Foo, accept | vary: ACCEPT,, bar");
        assertThat(rules.keep(get(""), 200, reply, AT_ONCE).orElseThrow().vary())
                .containsExactly("accept", "bar", "foo");
    }
}
