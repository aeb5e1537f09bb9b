package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRulesTest extends RulesFixture {
    private static final TtlRules LIVES =
            new TtlRules(60_000, Map.of(404, 10_000L, 301, 0L, 503, 1_000L), Optional.of("X-TTL"), 0, 5_000, 300_000);

    private final PolicyRules plain = new PolicyRules(BY_URI, TtlRules.fixed(60_000), Grace.NONE, false);
    private final PolicyRules said = new PolicyRules(BY_URI, LIVES, Grace.NONE, false);
    private final PolicyRules identified =
            new PolicyRules(new Keying(List.of("GET"), true, false), TtlRules.fixed(60_000), TO_VALIDATE, true);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, '', 60+0",
        "203, '', 60+0",
        "204, '', 60+0",
        "300, '', 60+0",
        "301, '', 60+0",
        "308, '', 60+0",
        "200, 'Cache-Control: max-age=1, public', 60+0",
        "200, 'Expires: 0', 60+0",
        "200, 'Age: 100', 60+0",
        "200, 'Vary: Accept', 60+0",
        "206, '', no",
        "302, '', no",
        "304, '', no",
        "400, '', no",
        "404, '', no",
        "410, '', no",
        "500, '', no",
        "503, '', no",
        "200, 'Set-Cookie: a=1', no",
        "200, 'Cache-Control: private', no",
        "200, 'Cache-Control: no-store', no",
        "200, 'Cache-Control: max-age=60, Private=\"X\"', no",
        "200, 'Cache-Control: public , NO-STORE', no",
        "200, 'Cache-Control: no-cache', no",
        "200, 'Vary: *', no",
        "200, 'Vary: Accept, *', no",
    })
    void complete_answers_live_as_long_as_the_policy_says(int status, String reply, String expected) {
        assertThat(kept(plain, "", status, reply)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, '', 60+0",
        "404, '', 10+0",
        "503, '', 1+0",
        "301, '', no",
        "500, '', no",
        "200, 'X-TTL: 30', 30+0",
        "200, 'X-TTL: 2m', 120+0",
        "200, 'X-TTL: 1', 5+0",
        "200, 'X-TTL: 1h', 300+0",
        "200, 'X-TTL: 0', no",
        "200, 'X-TTL: soon', 60+0",
        "200, 'X-TTL: -5', 60+0",
        "200, 'X-TTL: 30 | X-TTL: 40', 30+0",
        "404, 'X-TTL: 30', 30+0",
        "500, 'X-TTL: 30', no",
        "200, 'X-TTL: 30 | Cache-Control: no-store', no",
        "404, 'Set-Cookie: a=1', no",
    })
    void the_policy_may_tell_answers_apart(int status, String reply, String expected) {
        assertThat(kept(said, "", status, reply)).isEqualTo(expected);
    }

    @Test
    void lives_are_spread_by_chance_and_never_longer() {
        TtlRules spread = new TtlRules(60_000, Map.of(), Optional.empty(), 10, 0, 60_000);
        assertThat(spread.millis(200, lines(""), 0)).isEqualTo(60_000);
        assertThat(spread.millis(200, lines(""), 0.5)).isEqualTo(57_000);
        assertThat(spread.millis(200, lines(""), 0.999)).isBetween(54_000L, 54_100L);
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 206, 304, 412, 416, 429, 600})
    void no_life_can_be_given_to_what_stands_for_nothing(int status) {
        assertThatThrownBy(() -> new TtlRules(1, Map.of(status, 1L), Optional.empty(), 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ttl of status " + status + " is 1 ms; must be");
    }

    @ParameterizedTest(name = "{0}, known {1}, identity in key {2}: {3}")
    @CsvSource({
        "'', false, false, LOOK_UP",
        "'', true, false, LOOK_UP",
        "'', true, true, LOOK_UP",
        "Authorization: x, false, false, BYPASS",
        "Authorization: x, false, true, BYPASS",
        "Authorization: x, true, false, LOOK_UP",
        "Authorization: x, true, true, LOOK_UP",
        "'Cache-Control: no-cache, no-store, only-if-cached', false, false, LOOK_UP",
        "Range: bytes=0-1, false, false, LOOK_UP",
        "If-Match: x, false, false, BYPASS",
    })
    void nobody_shares_what_is_somebodys(String request, boolean known, boolean identity, Asked.Way way) {
        assertThat((identity ? identified : plain).asked(get(request), known).way())
                .isEqualTo(way);
    }

    @Test
    void other_methods_go_by() {
        assertThat(plain.asked(Requests.of("DELETE", "/loans"), false).way()).isEqualTo(Asked.Way.METHOD);
        Request withBody = Requests.of("GET", "/loans", Requests.body("x", true));
        assertThat(plain.asked(withBody, false).way()).isEqualTo(Asked.Way.BYPASS);
    }

    @ParameterizedTest(name = "{0} after {1} s: {2}, unknown {3}")
    @CsvSource({
        "'', 10, SERVE, SERVE",
        "'', 60, FETCH, FETCH",
        "'Cache-Control: no-cache', 10, FETCH, SERVE",
        "'Cache-Control: max-age=5', 10, FETCH, SERVE",
        "'Pragma: no-cache', 10, FETCH, SERVE",
        "'Cache-Control: max-stale', 60, FETCH, FETCH",
    })
    void what_clients_wish_counts_only_with_leave(String request, long seconds, Use leave, Use unknown) {
        StoredResponse stored = stored(plain, 200, "");
        assertThat(use(identified, request, stored, seconds)).isEqualTo(leave);
        assertThat(useOfUnknown(plain, request, stored, seconds)).isEqualTo(unknown);
    }

    @Test
    void what_is_over_is_served_as_far_as_the_policy_says() {
        PolicyRules graceful = new PolicyRules(BY_URI, TtlRules.fixed(60_000), new Grace(20_000, 40_000, 0), false);
        StoredResponse stored = stored(graceful, 200, "ETag: \"v1\" | Cache-Control: must-revalidate");
        assertThat(kept(graceful, "", 200, "")).isEqualTo("60+40");
        assertThat(useOfUnknown(graceful, "", stored, 79)).isEqualTo(Use.SERVE_AND_REVALIDATE);
        assertThat(useOfUnknown(graceful, "", stored, 80)).isEqualTo(Use.REVALIDATE);
        assertThat(graceful.standsIn(Asked.ORDINARY, stored, 503, NOW + 99_000)).isTrue();
        assertThat(graceful.standsIn(Asked.ORDINARY, stored, 0, NOW + 99_000)).isTrue();
        assertThat(graceful.standsIn(Asked.ORDINARY, stored, 404, NOW + 99_000)).isFalse();
        assertThat(graceful.standsIn(Asked.ORDINARY, stored, 503, NOW + 100_000))
                .isFalse();
    }

    @Test
    void an_answer_to_HEAD_and_an_error_to_a_range_are_not_kept() {
        assertThat(plain.keep(Requests.of("HEAD", "/loans"), 200, lines(""), AT_ONCE))
                .isEmpty();
        assertThat(kept(said, "Range: bytes=9-", 404, "")).isEqualTo("no");
    }
}
