package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Scope;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.Template.Source;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import dev.noon.policy.Templates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheKeysTest {
    private static final CachePlace PLACE = new CachePlace(Scope.PROXY, "loans", 3, false);
    private static final CacheSpec.Key ALL = new CacheSpec.Key.Query(Optional.empty());
    private static final CacheSpec.Key LISTED = new CacheSpec.Key.Query(Optional.of(List.of("term", "amount")));
    private static final CacheSpec.Key NONE = new CacheSpec.Key.Query(Optional.of(List.of()));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/a, /a",
        "/a?x=1&y=2, /a?y=2&x=1",
        "/a?x=1&y=2&x=3, /a?y=2&x=1&x=3",
        "/a?x=%41, /a?x=A",
        "/a?x=%c3%a9, /a?x=%C3%A9",
    })
    void all_parameters_count_and_their_order_does_not(String one, String other) {
        assertThat(key(ALL, one)).isEqualTo(key(ALL, other));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({
        "/a, /b",
        "/a, /a/",
        "/a, /a?",
        "/a?x, /a?x=",
        "/a?x=1, /a?x=2",
        "/a?x=1&x=2, /a?x=2&x=1",
        "/a?x=1&y=2, /a?x=1%26y=2",
        "/a?x=1+2, /a?x=1%202",
        "/a?x=a, /a?X=a",
    })
    void what_differs_differs(String one, String other) {
        assertThat(key(ALL, one)).isNotEqualTo(key(ALL, other));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/a?amount=1&term=2, /a?term=2&amount=1",
        "/a?amount=1&other=9, /a?amount=1",
        "/a?amount=1&amountX=3, /a?amount=1",
        "/a?Xamount=3, /a",
        "/a?x=amount=3, /a",
        "/a, /a?",
        "/a?%61mount=1, /a?amount=1",
    })
    void only_listed_parameters_count(String one, String other) {
        assertThat(key(LISTED, one)).isEqualTo(key(LISTED, other));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({
        "/a?amount=1, /a?term=1",
        "/a?amount=1, /a",
        "/a?amount=, /a",
        "/a?amount, /a?amount=",
        "/a?amount=1&amount=2, /a?amount=2&amount=1",
        "/a?amount=1&amount=2, /a?amount=1&term=2",
        "/a?amount=1, /b?amount=1",
    })
    void listed_parameters_are_told_apart(String one, String other) {
        assertThat(key(LISTED, one)).isNotEqualTo(key(LISTED, other));
    }

    @Test
    void no_parameter_counts_when_none_is_listed() {
        assertThat(key(NONE, "/a?x=1")).isEqualTo(key(NONE, "/a"));
        assertThat(key(NONE, "/a")).isNotEqualTo(key(NONE, "/b"));
    }

    @Test
    void a_template_tells_a_request_with_several_values_from_one_with_the_first() {
        for (Source source : List.of(Source.HEADER, Source.QUERY, Source.COOKIE)) {
            CacheKeys keys = keys(new CacheSpec.Key.Text(Templates.of(Templates.variable(source, "plan"))), PLACE);
            CacheKey free = keys.of(planned("free"));
            assertThat(keys.of(planned("free"))).isEqualTo(free);
            assertThat(keys.of(planned("free", "gold"))).isNotEqualTo(free);
            assertThat(keys.of(planned("free", "gold"))).isNotEqualTo(keys.of(planned("gold", "free")));
            assertThat(keys.of(planned())).isNotEqualTo(free);
        }
    }

    /** A request that says so in a header, in the query and in a cookie. */
    private static Request planned(String... plans) {
        String query = Stream.of(plans).map(plan -> "plan=" + plan).collect(Collectors.joining("&"));
        List<String> lines = new ArrayList<>();
        for (String plan : plans) {
            lines.addAll(List.of("plan: " + plan, "Cookie: plan=" + plan));
        }
        return Requests.of("GET", "/a" + (query.isEmpty() ? "" : "?" + query), lines.toArray(String[]::new));
    }

    @Test
    void a_template_takes_the_place_of_path_and_query() {
        CacheSpec.Key template = new CacheSpec.Key.Text(
                Templates.of(Templates.variable(Source.HEADER, "X-Tenant"), Templates.text(":")));
        CacheKeys keys = keys(template, PLACE);
        assertThat(keys.of(Requests.of("GET", "/a?x=1", "X-Tenant: acme")))
                .isEqualTo(keys.of(Requests.of("GET", "/b", "x-tenant: acme")))
                .isNotEqualTo(keys.of(Requests.of("GET", "/a", "X-Tenant: other")));
        assertThat(keys.of(Requests.of("GET", "/a")))
                .as("missing is not empty")
                .isNotEqualTo(keys.of(Requests.of("GET", "/a", "X-Tenant:")));
    }

    @Test
    void parts_cannot_run_into_each_other() {
        CacheSpec.Key template = new CacheSpec.Key.Text(
                Templates.of(Templates.variable(Source.HEADER, "A"), Templates.variable(Source.HEADER, "B")));
        CacheKeys keys = keys(template, PLACE);
        assertThat(keys.of(Requests.of("GET", "/", "A: a|b", "B: c")))
                .isNotEqualTo(keys.of(Requests.of("GET", "/", "A: a", "B: b|c")));
        assertThat(keys.of(Requests.of("GET", "/", "A: ab"))).isNotEqualTo(keys.of(Requests.of("GET", "/", "B: ab")));
    }

    @Test
    void HEAD_shares_with_GET_and_other_methods_do_not() {
        assertThat(keys(ALL, PLACE).of(Requests.of("HEAD", "/a"))).isEqualTo(key(ALL, "/a"));
        assertThat(keys(ALL, PLACE).of(Requests.of("POST", "/a"))).isNotEqualTo(key(ALL, "/a"));
    }

    @Test
    void generation_proxy_scope_and_policy_are_always_part_of_it() {
        CacheKey key = key(ALL, "/a");
        Request request = Requests.of("GET", "/a");
        assertThat(keys(ALL, new CachePlace(Scope.PROXY, "loans", 4, false)).of(request))
                .isNotEqualTo(key);
        assertThat(keys(ALL, new CachePlace(Scope.PROXY, "other", 3, false)).of(request))
                .isNotEqualTo(key);
        assertThat(keys(ALL, new CachePlace(Scope.PROXY_GROUP, "loans", 3, false))
                        .of(request))
                .isNotEqualTo(key);
        assertThat(new CacheKeys(spec("second", ALL), PLACE).of(request)).isNotEqualTo(key);
    }

    @Test
    void the_host_counts_where_there_is_more_than_one() {
        Request here = Requests.of("GET", "/a");
        Request.Origin elsewhere = new Request.Origin("http", "other.example", "other.example", "/a", 80, () -> "");
        Request there = new Request("GET", "/a", Optional.empty(), elsewhere, here.headers(), here.body());
        assertThat(keys(ALL, PLACE).of(here)).isEqualTo(keys(ALL, PLACE).of(there));
        CacheKeys many = keys(ALL, new CachePlace(Scope.PROXY, "loans", 3, true));
        assertThat(many.of(here)).isNotEqualTo(many.of(there));
    }

    @Test
    void answers_that_vary_have_a_key_per_value() {
        CacheKeys keys = keys(ALL, PLACE);
        Marker vary = new Marker(List.of("accept", "accept-language"), "1");
        CacheKey german = varying(keys, vary, "Accept-Language: de");
        assertThat(german)
                .isEqualTo(varying(keys, vary, "accept-language: de", "X: 1"))
                .isNotEqualTo(varying(keys, vary, "Accept-Language: en"))
                .isNotEqualTo(varying(keys, vary, "Accept: de"))
                .isNotEqualTo(varying(keys, vary))
                .isNotEqualTo(varying(keys, new Marker(vary.fields(), "2"), "Accept-Language: de"))
                .isNotEqualTo(key(ALL, "/a"));
    }

    @ParameterizedTest(name = "{0} has the key of the door itself: {1}")
    @CsvSource({
        "api.example, true",
        "api.example:8080, true",
        "api.example:, true",
        "api.example:8443, false",
        "api.example:80, false",
        "api.example:1, false",
    })
    void a_port_that_the_client_made_up_has_answers_of_its_own(String authority, boolean same) {
        Request.Origin door = Requests.origin();
        Request plain = Requests.of("GET", "/a");
        Request request = new Request(
                "GET",
                "/a",
                Optional.empty(),
                new Request.Origin("http", door.host(), authority, "/a", door.port(), door.address()),
                plain.headers(),
                plain.body());
        CacheKeys keys = keys(ALL, PLACE);
        assertThat(keys.of(request).equals(keys.of(plain))).isEqualTo(same);
        assertThat(keys.of(request.withMethod("HEAD"))).isEqualTo(keys.of(request));
    }

    @Test
    void the_scheme_counts_and_is_taken_for_nothing_else() {
        Request plain = Requests.of("GET", "/a");
        Request secure = plain.over("https");
        for (CachePlace place : List.of(PLACE, new CachePlace(Scope.PROXY, "loans", 3, true))) {
            assertThat(keys(ALL, place).of(secure))
                    .isNotEqualTo(keys(ALL, place).of(plain));
        }
        assertThat(keys(ALL, PLACE).of(Requests.of("HEAD", "/a").over("https")))
                .isEqualTo(keys(ALL, PLACE).of(secure));
        CacheKeys keys = keys(new CacheSpec.Key.Text(Templates.of(Templates.variable(Source.HEADER, "A"))), PLACE);
        CacheKeys both = keys(
                new CacheSpec.Key.Text(
                        Templates.of(Templates.variable(Source.HEADER, "A"), Templates.variable(Source.HEADER, "B"))),
                PLACE);
        assertThat(both.of(Requests.of("GET", "/a", "A: https", "B: b")))
                .isNotEqualTo(keys.of(Requests.of("GET", "/a", "A: b").over("https")));
    }

    @Test
    void callers_who_share_have_one_key_and_nobody_has_another() {
        CacheKeys apart = keys(ALL, PLACE);
        CacheKeys shared = keys(new CacheSpec.Key.Query(Optional.empty(), CacheSpec.Key.Identity.SHARED), PLACE);
        Request nobody = Requests.of("GET", "/a");

        assertThat(shared.of(by("a"))).isEqualTo(shared.of(by("b"))).isNotEqualTo(shared.of(nobody));
        assertThat(apart.of(by("a"))).isNotEqualTo(apart.of(by("b"))).isNotEqualTo(shared.of(by("a")));
        assertThat(shared.of(nobody)).isEqualTo(apart.of(nobody));
        assertThat(shared.endedBy(by("a"))).containsExactly(shared.of(by("b")), shared.of(nobody));
        assertThat(shared.endedBy(nobody)).containsExactly(shared.of(by("b")), shared.of(nobody));
        assertThat(apart.endedBy(by("a"))).containsExactly(apart.of(by("a")));
    }

    @Test
    void callers_share_with_those_who_agree_in_what_the_key_has_of_them() {
        Template template = Templates.of(Templates.variable(Source.CLAIM, "tenant"));
        CacheKeys keys = keys(new CacheSpec.Key.Text(template, CacheSpec.Key.Identity.SHARED), PLACE);

        assertThat(keys.of(by("a", "acme"))).isEqualTo(keys.of(by("b", "acme")));
        assertThat(keys.of(by("a", "acme"))).isNotEqualTo(keys.of(by("b", "globex")));
    }

    private static Request by(String identity) {
        return by(identity, "acme");
    }

    private static Request by(String identity, String tenant) {
        Map<String, String> claims = Map.of("tenant", tenant);
        return Requests.of("GET", "/a").by(new Caller(Optional.empty(), Optional.empty(), claims, identity, true));
    }

    private static CacheKey varying(CacheKeys keys, Marker marker, String... lines) {
        Request request = Requests.of("GET", "/a", lines);
        return keys.of(keys.of(request), request, marker);
    }

    private static CacheKey key(CacheSpec.Key key, String target) {
        return keys(key, PLACE).of(Requests.of("GET", target));
    }

    private static CacheKeys keys(CacheSpec.Key key, CachePlace place) {
        return new CacheKeys(spec("cache", key), place);
    }

    private static CacheSpec spec(String name, CacheSpec.Key key) {
        return new CacheSpec(
                name,
                CacheSpec.CacheStorage.LOCAL,
                Coherence.EVENTUAL,
                key,
                CacheSpec.Kept.DEFAULT,
                CacheLife.of(Duration.ofSeconds(60)),
                CacheConduct.DEFAULT,
                CacheUpkeep.DEFAULT);
    }
}
