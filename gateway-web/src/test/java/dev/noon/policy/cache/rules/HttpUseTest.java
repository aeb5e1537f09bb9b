package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mode: http} does for a request, and with what it finds. */
class HttpUseTest extends RulesFixture {
    private static final String TAG = " | ETag: \"v1\"";
    private final HttpRules lenient = http(TO_VALIDATE, false, TtlRules.NONE, true);

    @ParameterizedTest(name = "{0} after {1} s for {2}: {3}")
    @CsvSource({
        "max-age=60, 10, '', SERVE",
        "max-age=60, 60, '', REVALIDATE",
        "'max-age=60, must-revalidate', 10, '', SERVE",
        "'max-age=60, no-cache', 0, '', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: no-cache', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: No-Cache', REVALIDATE",
        "max-age=60, 10, 'Pragma: no-cache', REVALIDATE",
        "max-age=60, 10, 'Pragma: foo', SERVE",
        "max-age=60, 10, 'Pragma: no-cache | Cache-Control: max-age=20', SERVE",
        "max-age=60, 10, 'Cache-Control: max-age=0', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: max-age=9', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: max-age=10', SERVE",
        "max-age=60, 10, 'Cache-Control: max-age=x', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: min-fresh=50', SERVE",
        "max-age=60, 10, 'Cache-Control: min-fresh=51', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: no-store', SERVE",
        "max-age=60, 70, 'Cache-Control: max-stale=10', SERVE",
        "max-age=60, 70, 'Cache-Control: max-stale=9', REVALIDATE",
        "max-age=60, 70, 'Cache-Control: max-stale', SERVE",
        "max-age=60, 70, 'Cache-Control: max-stale=x', REVALIDATE",
        "max-age=60, 70, 'Cache-Control: max-stale=10, max-age=60', SERVE",
        "max-age=60, 70, 'Cache-Control: max-stale=10, max-age=50', REVALIDATE",
        "max-age=60, 70, 'Cache-Control: max-stale=10, min-fresh=1', REVALIDATE",
        "max-age=60, 70, 'Cache-Control: max-stale, no-cache', REVALIDATE",
        "'max-age=60, must-revalidate', 70, 'Cache-Control: max-stale', REVALIDATE",
        "'max-age=60, proxy-revalidate', 70, 'Cache-Control: max-stale', REVALIDATE",
        "'s-maxage=60', 70, 'Cache-Control: max-stale', REVALIDATE",
        "'max-age=60, no-cache', 70, 'Cache-Control: max-stale', REVALIDATE",
        "max-age=60, 10, 'Cache-Control: only-if-cached', SERVE",
        "max-age=60, 70, 'Cache-Control: only-if-cached', REFUSE",
        "max-age=60, 70, 'Cache-Control: only-if-cached, max-stale', SERVE",
        "max-age=60, 10, 'Cache-Control: only-if-cached, no-cache', REFUSE",
        "'max-age=60, stale-while-revalidate=30', 89, '', SERVE_AND_REVALIDATE",
        "'max-age=60, stale-while-revalidate=30', 90, '', REVALIDATE",
        "'max-age=60, stale-while-revalidate=30', 70, 'Cache-Control: only-if-cached', SERVE_AND_REVALIDATE",
        "'max-age=60, stale-while-revalidate=30', 70, 'Cache-Control: max-age=300', REVALIDATE",
        "'max-age=60, stale-while-revalidate=30', 70, 'Cache-Control: no-cache', REVALIDATE",
        "'max-age=60, stale-while-revalidate=x', 70, '', REVALIDATE",
        "'max-age=60, stale-while-revalidate=30, must-revalidate', 70, '', REVALIDATE",
        "'max-age=60, stale-while-revalidate=30, proxy-revalidate', 70, '', REVALIDATE",
        "'max-age=60, stale-while-revalidate=30, no-cache', 70, '', REVALIDATE",
        "'s-maxage=60, stale-while-revalidate=30', 70, '', SERVE_AND_REVALIDATE",
        "'max-age=0, stale-while-revalidate=30', 20, '', SERVE_AND_REVALIDATE",
        "'max-age=0, stale-while-revalidate=30', 30, '', REVALIDATE",
    })
    void what_is_found_is_served_or_not(String control, long seconds, String request, Use expected) {
        StoredResponse stored = stored(lenient, 200, "Cache-Control: " + control + TAG);
        assertThat(use(lenient, request, stored, seconds)).isEqualTo(expected);
    }

    @Test
    void what_cannot_be_asked_about_is_fetched() {
        StoredResponse stored = stored(lenient, 200, "Cache-Control: max-age=60");
        assertThat(use(lenient, "", stored, 60)).isEqualTo(Use.FETCH);
        assertThat(use(lenient, "Cache-Control: no-cache", stored, 0)).isEqualTo(Use.FETCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-cache",
                "Cache-Control: max-age=0",
                "Cache-Control: max-age=1",
                "Cache-Control: min-fresh=2147483648",
                "Pragma: no-cache"
            })
    void nobody_makes_the_upstream_work_without_leave(String request) {
        StoredResponse stored = stored(rules, 200, "Cache-Control: max-age=60" + TAG);
        assertThat(use(rules, request, stored, 10)).as("no leave").isEqualTo(Use.SERVE);
        assertThat(useOfUnknown(lenient, request, stored, 10)).as("unknown").isEqualTo(Use.SERVE);
        assertThat(use(lenient, request, stored, 10)).as("leave").isEqualTo(Use.REVALIDATE);
    }

    @Test
    void what_costs_the_upstream_nothing_needs_no_leave() {
        StoredResponse stored = stored(rules, 200, "Cache-Control: max-age=60" + TAG);
        assertThat(useOfUnknown(rules, "Cache-Control: max-stale=20", stored, 70))
                .isEqualTo(Use.SERVE);
        assertThat(useOfUnknown(rules, "Cache-Control: only-if-cached", stored, 70))
                .isEqualTo(Use.REFUSE);
    }

    @Test
    void what_came_stale_is_as_stale_as_its_age_says() {
        StoredResponse stored = stored(lenient, 200, "Age: 2000 | Cache-Control: max-age=1500" + TAG);
        assertThat(stored.life().ttlMillis()).isZero();
        assertThat(use(lenient, "Cache-Control: max-stale=501", stored, 1)).isEqualTo(Use.SERVE);
        assertThat(use(lenient, "Cache-Control: max-stale=500", stored, 1)).isEqualTo(Use.REVALIDATE);
    }

    @Test
    void what_somebody_declared_stale_is_served_once_more_where_stale_may_be() {
        StoredResponse stored = stored(rules, 200, "Cache-Control: max-age=60, stale-while-revalidate=30" + TAG);
        assertThat(rules.use(Asked.ORDINARY, stored, false, NOW)).isEqualTo(Use.SERVE_AND_REVALIDATE);
        StoredResponse strict = stored(rules, 200, "Cache-Control: max-age=60" + TAG);
        assertThat(rules.use(Asked.ORDINARY, strict, false, NOW)).isEqualTo(Use.REVALIDATE);
    }

    @ParameterizedTest(name = "{0} after {1} s, {2}: {3}")
    @CsvSource({
        "'max-age=60, stale-if-error=30', 70, 503, true",
        "'max-age=60, stale-if-error=30', 70, 500, true",
        "'max-age=60, stale-if-error=30', 70, 502, true",
        "'max-age=60, stale-if-error=30', 70, 504, true",
        "'max-age=60, stale-if-error=30', 70, 0, true",
        "'max-age=60, stale-if-error=30', 70, 501, false",
        "'max-age=60, stale-if-error=30', 70, 404, false",
        "'max-age=60, stale-if-error=30', 89, 503, true",
        "'max-age=60, stale-if-error=30', 90, 503, false",
        "'max-age=60', 70, 503, false",
        "'max-age=60, stale-if-error=30, must-revalidate', 70, 503, false",
        "'max-age=60, stale-if-error=30, proxy-revalidate', 70, 0, false",
        "'max-age=60, stale-if-error=30, no-cache', 70, 0, false",
        "'s-maxage=60, stale-if-error=30', 70, 0, true",
        "'s-maxage=60', 70, 0, false",
    })
    void a_stale_answer_stands_in_for_a_failure_if_it_says_so(
            String control, long seconds, int status, boolean expected) {
        StoredResponse stored = stored(rules, 200, "Cache-Control: " + control + TAG);
        assertThat(rules.standsIn(Asked.ORDINARY, stored, status, NOW + seconds * 1000))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: kept {1}, behind {2}, in {3}")
    @CsvSource({
        "max-age=60, 60+40, SERVE_AND_REVALIDATE, true",
        "'max-age=60, stale-if-error=5, stale-while-revalidate=5', 60+5, FETCH, false",
        "'max-age=60, must-revalidate', 60+0, FETCH, false",
        "s-maxage=60, 60+0, FETCH, false",
        "max-age=0, no, FETCH, false",
    })
    void the_policy_may_allow_it_for_answers_that_do_not_say(String control, String kept, Use use, boolean standsIn) {
        HttpRules graceful = http(new Grace(20_000, 40_000, 0), false, TtlRules.NONE, false);
        String reply = "Cache-Control: " + control;
        assertThat(kept(graceful, "", 200, reply)).isEqualTo(kept);
        if (!kept.equals("no")) {
            StoredResponse stored = stored(graceful, 200, reply);
            assertThat(use(graceful, "", stored, 70)).isEqualTo(use);
            assertThat(graceful.standsIn(Asked.ORDINARY, stored, 503, NOW + 70_000))
                    .isEqualTo(standsIn);
        }
    }

    @Test
    void who_insists_on_a_fresh_answer_gets_no_stand_in() {
        StoredResponse stored = stored(lenient, 200, "Cache-Control: max-age=60, stale-if-error=30");
        Asked asked = lenient.asked(get("Cache-Control: no-cache"), true);
        assertThat(lenient.standsIn(asked, stored, 503, NOW + 70_000)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}, store {2}, alone {3}, only stored {4}")
    @CsvSource({
        "'', LOOK_UP, true, false, false",
        "Authorization: Basic x, LOOK_UP, true, false, false",
        "Cache-Control: no-store, LOOK_UP, false, true, false",
        "Cache-Control: only-if-cached, LOOK_UP, true, false, true",
        "Range: bytes=0-1, LOOK_UP, true, true, false",
        "'Range: bytes=0-1 | Cache-Control: foo', LOOK_UP, true, true, false",
        "'If-None-Match: \"v1\"', LOOK_UP, true, false, false",
        "'If-Match: \"v1\"', BYPASS, false, true, false",
        "If-Unmodified-Since: x, BYPASS, false, true, false",
    })
    void what_may_be_done_for_a_request(
            String request, Asked.Way way, boolean store, boolean alone, boolean onlyStored) {
        assertThat(rules.asked(get(request), false))
                .isEqualTo(new Asked(
                        way,
                        store,
                        alone,
                        onlyStored,
                        Wish.NONE,
                        rules.asked(get(request), false).why()))
                .satisfies(asked -> assertThat(asked.why().isEmpty()).isEqualTo(way == Asked.Way.LOOK_UP));
    }

    @Test
    void methods_and_bodies_that_the_keys_do_not_know_go_by() {
        assertThat(rules.asked(Requests.of("HEAD", "/loans"), false)).isEqualTo(Asked.ORDINARY);
        assertThat(rules.asked(Requests.of("POST", "/loans"), false).way()).isEqualTo(Asked.Way.METHOD);
        assertThat(rules.asked(Requests.of("M-SEARCH", "/loans"), false).way()).isEqualTo(Asked.Way.METHOD);
        RequestBody body = Requests.body("x", true);
        Request get = Requests.of("GET", "/loans", body);
        assertThat(rules.asked(get, false).way()).isEqualTo(Asked.Way.BYPASS);
        assertThat(rules.asked(Requests.of("GET", "/loans", Requests.body("", true)), false))
                .isEqualTo(Asked.ORDINARY);
        HttpRules keyed = new HttpRules(new HttpOptions(
                new Keying(List.of("GET", "POST"), false, true), Grace.NONE, TtlRules.NONE, false, DAY * 1000, false));
        assertThat(keyed.asked(Requests.of("POST", "/loans", body), false)).isEqualTo(Asked.ORDINARY);
    }
}
