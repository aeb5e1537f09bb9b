package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Headers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long {@code mode: http} serves an answer as it is; all of these have a tag, so they are kept a day longer. */
class HttpFreshnessTest extends RulesFixture {
    private static final String TAG = "ETag: \"v1\" | ";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Cache-Control: max-age=60, 60",
        "Cache-Control: max-age=0, 0",
        "Cache-Control: MAX-AGE=60, 60",
        "'Cache-Control: max-age=60, s-maxage=5', 5",
        "'Cache-Control: max-age=5, s-maxage=60', 60",
        "'Cache-Control: foo, max-age=60, bar=7', 60",
        "'Cache-Control: ,, max-age=60 ,', 60",
        "'Cache-Control: max-age=60 | Expires: Sat, 21 Nov 2026 11:00:00 GMT', 60",
        "'Cache-Control: max-age=60 | Expires: 0', 60",
        "'Cache-Control: max-age=0 | Expires: Sat, 21 Nov 2026 13:00:00 GMT', 0",
        "'Cache-Control: max-age=2147483648', 2592000",
        "'Cache-Control: max-age=99999999999999999999999', 2592000",
        "'Cache-Control: max-age=0060', 60",
        "'Cache-Control: max-age=\"60\"', 60",
        "'Cache-Control: max-age=''60''', 0",
        "'Cache-Control: max-age=-60', 0",
        "'Cache-Control: max-age=60.5', 0",
        "'Cache-Control: max-age=60.0', 0",
        "'Cache-Control: max-age=60s', 0",
        "'Cache-Control: max-age=a60', 0",
        "'Cache-Control: max-age=', 0",
        "'Cache-Control: max-age', 0",
        "'Cache-Control: max-age =60', 0",
        "'Cache-Control: max-age= 60', 0",
        "'Cache-Control: max-age=\"60\"7', 0",
        "'Cache-Control: max-age=x | Expires: Sat, 21 Nov 2026 13:00:00 GMT', 0",
        "'Cache-Control: s-maxage=x, max-age=60', 0",
        "'Cache-Control: max-age=60, max-age=5', 60",
        "'Cache-Control: max-age=5 | Cache-Control: max-age=60', 5",
        "'Cache-Control: other=\"max-age=3600\", max-age=60', 60",
        "'Cache-Control: max-age=60, other=\"s-maxage=3600\"', 60",
        "'Cache-Control: other=\"a\\\", max-age=3600, \", max-age=60', 60",
        "'Cache-Control: other=\"open, max-age=60', 60",
        "'Cache-Control: max-age=60, no-cache', 0",
        "'Cache-Control: max-age=60, no-cache=\"X-A\"', 60",
    })
    void Cache_Control_gives_a_life(String line, long seconds) {
        assertThat(kept(rules, "", 200, TAG + line)).isEqualTo(seconds + "+" + DAY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'Sat, 21 Nov 2026 13:00:00 GMT', 3600",
        "'Sat, 21 Nov 2026 12:00:00 GMT', 0",
        "'Sat, 21 Nov 2026 11:00:00 GMT', 0",
        "'SAT, 21 nov 2026 13:00:00 gmt', 3600",
        "'Saturday, 21-Nov-26 13:00:00 GMT', 3600",
        "'Sat Nov 21 13:00:00 2026', 3600",
        "'0', 0",
        "'-1', 0",
        "'never', 0",
        "'Sat, 21 Nov 2026 13:00:00 UTC', 0",
        "'Sat, 21 Nov 2026 13:00:00 +0000', 0",
        "'Sat, 21 Nov 26 13:00:00 GMT', 0",
        "'Sat 21 Nov 2026 13:00:00 GMT', 0",
        "'Sat, 21  Nov  2026 13:00:00 GMT', 0",
        "'Sat, 21-Nov-2026 13:00:00 GMT', 0",
        "'Sat, 21 Nov 2026 13.00.00 GMT', 0",
        "'Sat, 21 Nov 2026 1:00:00 GMT', 0",
        "'Sat, 31 Nov 2026 13:00:00 GMT', 0",
        "'', 0",
    })
    void Expires_gives_one_from_the_date_on(String expires, long seconds) {
        Headers reply = lines(TAG + DATE).add("Expires", expires);
        assertThat(kept(rules.keep(get(""), 200, reply, AT_ONCE))).isEqualTo(seconds + "+" + DAY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'Expires: Sat, 21 Nov 2026 12:01:00 GMT', 60",
        "'Date: nonsense | Expires: Sat, 21 Nov 2026 12:01:00 GMT', 60",
        "'Date: Sat, 21 Nov 2026 11:59:00 GMT | Expires: Sat, 21 Nov 2026 12:01:00 GMT', 60",
        "'Date: Sat, 21 Nov 2026 12:01:00 GMT | Expires: Sat, 21 Nov 2026 12:01:30 GMT', 30",
        "'Expires: Sat, 21 Nov 2026 12:01:00 GMT | Expires: Sat, 21 Nov 2026 13:00:00 GMT', 60",
    })
    void without_a_date_it_counts_from_when_it_came(String reply, long seconds) {
        assertThat(kept(rules, "", 200, TAG + reply)).isEqualTo(seconds + "+" + DAY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 60",
        "'Age: 0', 60",
        "'Age: 20', 40",
        "'Age: 100', 0",
        "'Age: 20 | Age: 0', 40",
        "'Age: 0 | Age: 20', 60",
        "'Age: 20, 0', 40",
        "'Age: 0, 20', 60",
        "'Age: -20', 60",
        "'Age: 20.0', 60",
        "'Age: twenty', 60",
        "'Age: ', 60",
        "'Age: 2147483648', 0",
        "'Age: 99999999999999999999', 0",
        "'Date: Sat, 21 Nov 2026 11:59:30 GMT', 30",
        "'Date: Sat, 21 Nov 2026 11:59:30 GMT | Age: 20', 30",
        "'Date: Sat, 21 Nov 2026 11:59:30 GMT | Age: 50', 10",
        "'Date: Sat, 21 Nov 2026 12:59:30 GMT', 60",
    })
    void what_an_answer_has_lived_counts(String reply, long seconds) {
        assertThat(kept(rules, "", 200, TAG + "Cache-Control: max-age=60 | " + reply))
                .isEqualTo(seconds + "+" + DAY);
    }

    @Test
    void so_does_the_time_it_was_under_way() {
        Headers reply = lines("Cache-Control: max-age=60 | Age: 10");
        Keep keep =
                rules.keep(get(""), 200, reply, new Timing(NOW - 5_000, NOW, 0)).orElseThrow();
        assertThat(keep.ttlMillis()).isEqualTo(45_000);
        assertThat(keep.initialAgeMillis()).isEqualTo(15_000);
        Keep backwards =
                rules.keep(get(""), 200, reply, new Timing(NOW + 5_000, NOW, 0)).orElseThrow();
        assertThat(backwards.initialAgeMillis()).isEqualTo(10_000);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "CDN-Cache-Control: max-age=60, 60+86400",
        "'CDN-Cache-Control: max-age=60 | Cache-Control: max-age=5', 60+86400",
        "'CDN-Cache-Control: max-age=5 | Cache-Control: max-age=60', 5+86400",
        "'CDN-Cache-Control: max-age=5 | Cache-Control: s-maxage=60', 5+86400",
        "'CDN-Cache-Control: max-age=60 | Cache-Control: no-store', 60+86400",
        "'CDN-Cache-Control: max-age=60 | Cache-Control: private', 60+86400",
        "'CDN-Cache-Control: max-age=60 | Expires: 0', 60+86400",
        "'CDN-Cache-Control: max-age=0 | Expires: Sat, 21 Nov 2026 13:00:00 GMT', 0+86400",
        "'CDN-Cache-Control: max-age=60, s-maxage=5', 5+86400",
        "'CDN-Cache-Control: max-age=5 | CDN-Cache-Control: max-age=60', 60+86400",
        "'CDN-Cache-Control: max-age=2147483648', 2592000+86400",
        "'CDN-Cache-Control: max-age=99999999999', 2592000+86400",
        "'CDN-Cache-Control: max-age=60;why=\"x\", other=(a b);c, more=:Zm9v:', 60+86400",
        "'CDN-Cache-Control: foo, max-age=60', 60+86400",
        "'CDN-Cache-Control: max-age=-1', 0+86400",
        "'CDN-Cache-Control: max-age=60 | Age: 90', 0+86400",
        "'CDN-Cache-Control: no-store | Cache-Control: max-age=60', no",
        "'CDN-Cache-Control: private | Cache-Control: max-age=60', no",
        "'CDN-Cache-Control: no-cache | Cache-Control: max-age=60', 0+86400",
        "'CDN-Cache-Control: no-store=?0, max-age=60', 60+86400",
        "'CDN-Cache-Control: foo | Cache-Control: max-age=60', no",
        "'CDN-Cache-Control: | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: MaX-aGe=60 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age =60 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age= 60 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age=\"60\" | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age=60.5 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: no-store=1 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age=60, &&&&& | Cache-Control: no-store', no",
        "'CDN-Cache-Control: max-age=60, | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age=60 max-age=70 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age=\"open | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: x=:no end | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: x=(a b | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: x=?2 | Cache-Control: max-age=7', 7+86400",
        "'CDN-Cache-Control: max-age=1234567890123456 | Cache-Control: max-age=7', 7+86400",
        "'Surrogate-Control: max-age=60 | Cache-Control: max-age=7', 7+86400",
    })
    void CDN_Cache_Control_alone_counts_if_it_can_be_read(String reply, String expected) {
        assertThat(kept(rules, "", 200, TAG + reply)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "200, 'Last-Modified: Sat, 20 Nov 2010 11:50:00 GMT', 86400",
        "200, 'Last-Modified: Sat, 21 Nov 2026 13:00:00 GMT', 0",
        "200, 'Last-Modified: 0', 7",
        "200, 'ETag: \"v1\"', 7",
        "200, 'Cache-Control: max-age=5 | Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 5",
        "200, 'Expires: 0 | Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "203, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "204, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "404, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "404, 'ETag: \"v1\"', 0",
        "405, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "410, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "414, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "501, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
        "201, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "202, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "403, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "502, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "503, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "504, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "599, 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 0",
        "599, 'Cache-Control: public | Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 60",
    })
    void a_heuristic_and_a_default_only_if_asked_for(int status, String reply, long seconds) {
        HttpRules guessing = http(Grace.NONE, true, TtlRules.fixed(7_000), false);
        assertThat(kept(guessing, "", status, reply)).isEqualTo(seconds == 0 ? "no" : seconds + "+0");
        if (!reply.contains("max-age")) {
            assertThat(kept(http(Grace.NONE, false, TtlRules.NONE, false), "", status, reply))
                    .isEqualTo("no");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, '', 7+0",
        "404, '', 3+0",
        "410, '', no",
        "302, '', no",
        "403, '', 4+0",
        "403, 'Cache-Control: no-cache', no",
        "200, 'X-TTL: 9', 9+0",
        "200, 'X-TTL: 9 | Cache-Control: max-age=5', 5+0",
        "200, 'X-TTL: 9 | Cache-Control: no-store', no",
        "404, 'Cache-Control: max-age=5', 5+0",
        "404, 'Cache-Control: max-age=0', no",
    })
    void lives_of_the_policy_are_for_answers_that_do_not_say(int status, String reply, String expected) {
        TtlRules lives = new TtlRules(7_000, Map.of(404, 3_000L, 403, 4_000L), Optional.of("X-TTL"), 0, 0, DAY * 1000);
        assertThat(kept(http(Grace.NONE, false, lives, false), "", status, reply))
                .isEqualTo(expected);
    }
}
