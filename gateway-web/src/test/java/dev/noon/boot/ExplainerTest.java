package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.Explain.Field;
import dev.noon.control.Explain.Question;
import dev.noon.control.Explanation;
import dev.noon.control.Explanation.Cached;
import dev.noon.control.Explanation.Candidate;
import dev.noon.control.Explanation.Care;
import dev.noon.control.Explanation.Divided;
import dev.noon.control.Explanation.Refused;
import dev.noon.control.Explanation.Served;
import dev.noon.control.Explanation.Share;
import dev.noon.control.Explanation.Step;
import dev.noon.control.Explanation.Target;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.Compiled;
import dev.noon.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {
    private static final String DEFINITIONS = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend }
            spec:
              targets: [ { url: "http://10.0.0.1:80", weight: 3 }, { url: "http://10.0.0.2:80" } ]
              timeouts: { connect: 2s, response: 7s }
            ---
            apiVersion: noon.dev/v1
            kind: Policy
            metadata: { name: fast }
            spec: { cache: { ttl: 5s, key: { template: "${header.X-Tenant}:${path.id}" } } }
            ---
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: g }
            spec: { policies: [ { responseHeaders: { remove: [Server] } } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: loans, group: g }
            spec:
              route: { path: /loans, methods: [GET, PUT] }
              stripPath: true
              upstream: backend
              policies:
                - requestHeaders: { set: { X-Tenant: "t-${header.X-Who}" } }
              endpoints:
                - match: { template: "/loans/{id}", methods: [GET] }
                  policies: [ { ref: fast, name: cache } ]
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: beta }
            spec: { route: { path: /loans, headers: { X-Beta: { present: true } } }, upstream: backend }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: rest }
            spec: { route: { path: / }, upstream: backend }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: own }
            spec: { route: { hosts: [own.example], exact: /own, query: { v: { equals: "2" } } }, upstream: backend }
            """;

    private final ActiveSnapshot active = new ActiveSnapshot();
    private final Explainer explainer = new Explainer(active);

    @BeforeEach
    void compile() throws CompileException {
        active.swap(Compiled.of(DEFINITIONS));
    }

    @Test
    void a_request_is_followed_to_its_endpoint_its_key_and_its_targets() {
        Explanation explained = explain("GET", "/loans/7", "X-Who: acme");
        assertThat(explained.revision()).isEqualTo(7);
        assertThat(explained.refusal()).isEmpty();
        Explanation.Served served = explained.served().orElseThrow();
        assertThat(served.proxy()).isEqualTo("loans");
        assertThat(served.endpoint()).contains("/loans/{id}");
        assertThat(served.policies())
                .containsExactly(
                        new Step(
                                "responseHeaders",
                                "responseHeaders",
                                "ProxyGroup/g",
                                Optional.empty(),
                                Optional.empty()),
                        new Step(
                                "requestHeaders",
                                "requestHeaders",
                                "ApiProxy/loans",
                                Optional.empty(),
                                Optional.empty()),
                        new Step("cache", "cache", "ApiProxy/loans endpoint 0", Optional.of("fast"), Optional.empty()));
        assertThat(served.destination().target()).isEqualTo("/7");
        assertThat(served.destination().targets())
                .containsExactly(new Target("http://10.0.0.1:80", 3), new Target("http://10.0.0.2:80", 1));
        assertThat(served.destination().connect()).hasSeconds(2);
        assertThat(served.destination().response()).hasSeconds(7);
        assertThat(active.current().holds()).as("nothing is held any more").isEqualTo(1);
    }

    @Test
    void conditions_and_rewrites_are_followed() throws CompileException {
        active.swap(Compiled.of(DEFINITIONS
                .replace(
                        "ref: fast, name: cache",
                        "ref: fast, name: cache, when: { headers: { X-Who: { equals: acme } } }")
                .replace("- requestHeaders", "- rewrite: { path: { to: \"/v2${path}\" } }\n    - requestHeaders")));

        Explanation.Served acme =
                explain("GET", "/loans/7", "X-Who: acme").served().orElseThrow();
        Explanation.Served other =
                explain("GET", "/loans/7", "X-Who: other").served().orElseThrow();

        assertThat(acme.destination().target()).isEqualTo("/v2/loans/7");
        assertThat(acme.cache().orElseThrow().key()).isPresent();
        assertThat(other.cache()).isEmpty();
        assertThat(other.policies())
                .extracting(step ->
                        step.name() + step.note().map(note -> ": " + note).orElse(""))
                .contains("cache: its condition does not hold");
    }

    @Test
    void how_targets_are_chosen_and_left_alone_is_told() throws CompileException {
        assertThat(explain("GET", "/loans/7")
                        .served()
                        .orElseThrow()
                        .destination()
                        .care())
                .isEqualTo(new Care("turns by weight", Optional.empty(), Optional.empty()));
        active.swap(Compiled.of(DEFINITIONS.replace(
                "timeouts: {",
                "balance: leastRequests\n  affinity: \"${cookie.session}\"\n  breaker: { consecutiveFailures: 4 }\n"
                        + "  retries: { attempts: 2 }\n  hedge: { after: 200ms }\n"
                        + "  health: { active: { path: /ok }, passive: {} }\n  timeouts: {")));
        assertThat(explain("GET", "/loans/7")
                        .served()
                        .orElseThrow()
                        .destination()
                        .care())
                .isEqualTo(new Care(
                        "one target for each ${cookie.session}, without one fewest requests by weight",
                        Optional.of("opens at 50% failures of 20 or more requests in 10s, or after 4 in a row,"
                                + " for 5s to 1m"),
                        Optional.of("2 at most, for 20% of the node's requests"),
                        Optional.of("asks for /ok every 5s; leaves a target alone for 30s after 5 failures in a row"),
                        Optional.of("asks a second target after 200ms, for 10% of the node's requests")));
    }

    @Test
    void of_several_upstreams_the_one_that_would_be_asked_is_told() throws CompileException {
        String split = "upstream: [ { upstream: spare }, { upstream: backend, weight: 4 } ]\n"
                + "  affinity: \"${header.X-User}\"";
        active.swap(Compiled.of(DEFINITIONS.replaceFirst("upstream: backend", Matcher.quoteReplacement(split)) + "---\n"
                + DEFINITIONS.substring(0, DEFINITIONS.indexOf("---")).replace("backend", "spare")));

        Served byTurns = explain("GET", "/loans/7").served().orElseThrow();
        assertThat(byTurns.split())
                .contains(new Divided(
                        Optional.of("${header.X-User}"),
                        false,
                        List.of(new Share("spare", 1), new Share("backend", 4))));
        assertThat(byTurns.destination().upstream()).isEqualTo("backend");

        Served first = stuck("spare");
        Served second = stuck("backend");
        assertThat(first.split().orElseThrow().sticky()).isTrue();
        assertThat(first.cache().orElseThrow().key())
                .isNotEqualTo(second.cache().orElseThrow().key());
        assertThat(second.cache().orElseThrow().key())
                .isEqualTo(byTurns.cache().orElseThrow().key());
        assertThat(second.cache().orElseThrow().inputs()).contains("upstream");
    }

    /** What becomes of a user whose upstream that is. */
    private Served stuck(String upstream) {
        return Stream.iterate(0, user -> user + 1)
                .limit(200)
                .map(user ->
                        explain("GET", "/loans/7", "X-User: " + user).served().orElseThrow())
                .filter(served -> served.destination().upstream().equals(upstream))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_key_is_the_one_that_the_cache_policy_would_see() {
        Cached acme = cached("GET", "/loans/7", "X-Who: acme");
        assertThat(acme.inputs())
                .containsExactly("generation", "method", "scheme", "host", "${header.X-Tenant}:${path.id}");
        assertThat(acme.ttl()).hasSeconds(5);
        assertThat(acme.key())
                .isPresent()
                .isEqualTo(cached("HEAD", "/loans/7?x=1", "X-Who: acme").key());
        assertThat(acme.key())
                .isNotEqualTo(cached("GET", "/loans/7", "X-Who: other").key());
        assertThat(acme.key())
                .isNotEqualTo(cached("GET", "/loans/8", "X-Who: acme").key());
        Question secure =
                new Question("https", "GET", "any.example:8080", "/loans/7", List.of(new Field("X-Who", "acme")));
        assertThat(explainer
                        .explain(secure)
                        .served()
                        .orElseThrow()
                        .cache()
                        .orElseThrow()
                        .key())
                .isPresent()
                .isNotEqualTo(acme.key());
        assertThat(cached("GET", "/loans/7", "Authorization: x").key()).isEmpty();
        assertThat(cached("GET", "/loans/7", "Authorization: x").bypass())
                .hasValueSatisfying(why -> assertThat(why).contains("Authorization"));
    }

    @ParameterizedTest(name = "{0} {1} with {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /loans/x/y | X: 1        | loans | beta passed over: not header x-beta is there; loans taken: the most specific host, path and conditions that fit; rest beaten: a less specific host or path",
                "GET    | /loans     | X-Beta: ''  | beta  | beta taken: the most specific host, path and conditions that fit; loans beaten: the same path with fewer conditions, or a later name; rest beaten: a less specific host or path",
                "DELETE | /loans     | X-Beta: 1   | beta  | beta taken: the most specific host, path and conditions that fit; loans does not have DELETE; rest beaten: a less specific host or path",
                "DELETE | /loans     | X: 1        | ''    | beta passed over: not header x-beta is there; loans does not have DELETE; rest beaten: a less specific host or path",
            })
    void every_route_that_it_could_take_says_what_became_of_it(
            String method, String target, String header, String proxy, String verdicts) {
        Explanation explained = explain(method, target, header);
        assertThat(explained.candidates().stream().map(each -> each.proxy() + " " + each.why()))
                .containsExactly(verdicts.split("; ", -1));
        assertThat(explained.candidates().stream().filter(Candidate::taken).map(Candidate::proxy))
                .isEqualTo(Stream.of(proxy).filter(name -> !name.isEmpty()).toList());
    }

    @Test
    void what_would_be_refused_says_so_with_the_reason() {
        assertThat(explain("DELETE", "/loans").refusal().orElseThrow())
                .isEqualTo(new Refused(
                        405,
                        "method-not-allowed",
                        "no route that host, path and conditions lead to has it",
                        List.of("GET", "HEAD", "PUT")));
        assertThat(explain("BREW", "/loans").refusal().orElseThrow().status()).isEqualTo(501);
        assertThat(explain("GET", "/a%2fb").refusal().orElseThrow())
                .isEqualTo(
                        new Refused(400, "malformed-request", "the path has an encoded slash or backslash", List.of()));
        assertThat(explain("GET", "/a%2f..").refusal().orElseThrow().reason())
                .isEqualTo("the path has a . or .. beside an encoded slash");
        assertThat(explain("TRACE", "/").refusal().orElseThrow().status()).isEqualTo(405);
        assertThat(explain("GET", "/WEB-INF/web.xml").refusal().orElseThrow().status())
                .isEqualTo(404);
    }

    @Test
    void a_host_or_condition_that_does_not_fit_is_404() throws CompileException {
        active.swap(Compiled.of(DEFINITIONS.replace("path: / }", "path: /rest }")));
        assertThat(explain("GET", "/none").refusal().orElseThrow().reason())
                .isEqualTo("no route has the host and path");
        Explanation own = explainer.explain(new Question("GET", "own.example", "/own?v=1", List.of()));
        assertThat(own.refusal().orElseThrow())
                .isEqualTo(new Refused(
                        404,
                        "no-route",
                        "of the routes with the host and path none has conditions that hold",
                        List.of()));
        assertThat(own.candidates()).singleElement().satisfies(candidate -> assertThat(candidate.why())
                .isEqualTo("passed over: not query v = 2"));
    }

    @Test
    void before_the_first_revision_nothing_is_ready() {
        Explainer early = new Explainer(new ActiveSnapshot());
        Explanation explained = early.explain(new Question("GET", "", "/", List.of()));
        assertThat(explained.refusal().orElseThrow().status()).isEqualTo(503);
        assertThat(Snapshot.none().isNone()).isTrue();
    }

    private Cached cached(String method, String target, String header) {
        return explain(method, target, header).served().orElseThrow().cache().orElseThrow();
    }

    private Explanation explain(String method, String target, String... headers) {
        List<Field> fields = Stream.of(headers)
                .map(line -> line.split(": ", 2))
                .map(parts -> new Field(parts[0], parts[1]))
                .toList();
        return explainer.explain(new Question(method, "any.example:8080", target, fields));
    }
}
