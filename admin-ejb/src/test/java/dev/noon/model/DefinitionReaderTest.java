package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.model.policy.CacheConduct.OnError;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import dev.noon.model.policy.RequestHeadersSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
    private static final String LOANS = """
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: loans, project: retail, group: calculators }
            spec:
              route: { hosts: ["*"], path: /loans, methods: [GET, POST] }     # /loans and everything below
              upstream: loans-backend
              stripPath: false
              policies:                                                       # in this order
                - requestHeaders: { set: { X-Channel: web }, remove: [X-Debug] }
                - responseHeaders: { set: { X-Definition: v1 } }
                - cache:
                    storage: tiered
                    ttl: 60s
                    key: { query: [amount, term] }
                    methods: [GET]
              endpoints:
                - match: { methods: [GET], path: /loans/quote }
                  policies: [ { cache: { ttl: 5s, key: { template: "${query.amount}:${path}" } } } ]
            ---
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: loans-backend }
            spec:
              targets: [ { url: "http://127.0.0.1:9000", weight: 1 } ]
              timeouts: { connect: 1s, response: 5s }
            """;

    @Test
    void readsAProxyAndItsUpstreamFromOneFile() {
        Reading reading = Reads.file(LOANS);

        assertThat(reading.problems()).isEmpty();
        ApiProxy loans = (ApiProxy) reading.definitions().get(0).definition();
        assertThat(loans.metadata()).isEqualTo(new Metadata("loans", "retail", Optional.of("calculators")));
        assertThat(loans.route()).isEqualTo(new Route(List.of("*"), "/loans", List.of("GET", "POST")));
        assertThat(loans.policies()).hasSize(3);
        assertThat(loans.policies().get(2))
                .isEqualTo(new CacheSpec(
                        "cache",
                        CacheStorage.TIERED,
                        Coherence.EVENTUAL,
                        new CacheSpec.Key.Query(Optional.of(List.of("amount", "term"))),
                        CacheSpec.Kept.DEFAULT,
                        CacheLife.of(Duration.ofSeconds(60)),
                        CacheConduct.DEFAULT,
                        CacheUpkeep.DEFAULT));
        assertThat(loans.endpoints().get(0).path()).isEqualTo(PathRule.exact("/loans/quote"));
        assertThat(reading.definitions().get(1).id()).isEqualTo(new DefinitionId(Kind.UPSTREAM, "loans-backend"));
    }

    @Test
    void fillsInDefaults() {
        ApiProxy proxy = (ApiProxy) Reads.one(Reads.proxy("a", "/a", "policies: [ { cache: { ttl: 1s } } ]"))
                .definition();
        Upstream upstream = (Upstream) Reads.one(Reads.upstream("u")).definition();

        assertThat(proxy.metadata().project()).isEqualTo("default");
        assertThat(proxy.route().hosts()).containsExactly("*");
        assertThat(proxy.policies())
                .containsExactly(new CacheSpec(
                        "cache",
                        CacheStorage.TIERED,
                        Coherence.EVENTUAL,
                        new CacheSpec.Key.Query(Optional.empty()),
                        new CacheSpec.Kept(List.of("GET"), 1 << 20, false),
                        CacheLife.of(Duration.ofSeconds(1)),
                        CacheConduct.DEFAULT,
                        CacheUpkeep.DEFAULT));
        assertThat(upstream.timeouts()).isEqualTo(Upstream.Timeouts.DEFAULT);
        assertThat(upstream.maxConcurrent()).isEqualTo(OptionalInt.empty());
        assertThat(upstream.targets().get(0).weight()).isEqualTo(1);
    }

    @Test
    void readsEveryFieldOfACachePolicy() {
        String written =
                "mode: http, ttl: 1m, ttlByStatus: { \"404\": 10s }, ttlHeader: X-Ttl, jitter: 10, cacheNull: true, "
                        + "storage: local, staleWhileRevalidate: 30s, staleIfError: 1h, refreshAhead: 20, "
                        + "coalesce: { across: node, wait: 2s }, onError: { status: 502, message: later }, "
                        + "tags: [ rates, \"loan-${query.loan}\" ], capacity: 500, onDeploy: flush, "
                        + "clientNoCache: true, onInvalidationError: { message: not yet }";
        ApiProxy proxy = (ApiProxy) Reads.one(Reads.proxy("a", "/a", "policies: [ { cache: { " + written + " } } ]"))
                .definition();

        assertThat(proxy.policies())
                .containsExactly(new CacheSpec(
                        "cache",
                        CacheStorage.LOCAL,
                        Coherence.EVENTUAL,
                        new CacheSpec.Key.Query(Optional.empty()),
                        new CacheSpec.Kept(List.of("GET"), 1 << 20, true),
                        new CacheLife(
                                CacheLife.Mode.HTTP,
                                Optional.of(Duration.ofMinutes(1)),
                                Map.of(404, Duration.ofSeconds(10)),
                                Optional.of("X-Ttl"),
                                10),
                        new CacheConduct(
                                Duration.ofSeconds(30),
                                Duration.ofHours(1),
                                20,
                                new Coalesce(Coalesce.Across.NODE, Duration.ofSeconds(2)),
                                Optional.of(new OnError(502, "later"))),
                        new CacheUpkeep(
                                List.of(Template.parse("rates"), Template.parse("loan-${query.loan}")),
                                OptionalInt.of(500),
                                CacheUpkeep.OnDeploy.FLUSH,
                                true,
                                Optional.of(new OnError(503, "not yet")))));
    }

    @Test
    void readsWhatACachePolicySaysOfBodiesAndTokens() {
        String written = "ttl: 1m, ttlField: $.expires_in, ttlClaim: exp, methods: [GET, POST], maxBody: 64KiB, "
                + "key: { template: \"${path}:${body.$.amount}:${body}\" }";
        ApiProxy proxy = (ApiProxy) Reads.one(Reads.proxy("a", "/a", "policies: [ { cache: { " + written + " } } ]"))
                .definition();

        CacheSpec cache = (CacheSpec) proxy.policies().get(0);
        assertThat(cache.life().field()).contains("$.expires_in");
        assertThat(cache.life().claim()).contains("exp");
        assertThat(cache.kept()).isEqualTo(new CacheSpec.Kept(List.of("GET", "POST"), 1 << 20, false, 64 << 10));
        assertThat(cache.key()).isEqualTo(new CacheSpec.Key.Text(Template.ofKey("${path}:${body.$.amount}:${body}")));
        assertThat(cache.key().readsBody()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "{ query: [a] }, CALLER",
        "{ identity: caller }, CALLER",
        "{ identity: shared }, SHARED",
        "'{ identity: shared, query: [] }', SHARED",
        "'{ template: \"${path}\", identity: shared }', SHARED",
    })
    void aKeySaysWhatOfTheCallerIsInIt(String key, CacheSpec.Key.Identity identity) {
        ApiProxy proxy =
                (ApiProxy) Reads.one(Reads.proxy("a", "/a", "policies: [ { cache: { ttl: 1m, key: " + key + " } } ]"))
                        .definition();

        CacheSpec cache = (CacheSpec) proxy.policies().get(0);
        assertThat(cache.key().identity()).isEqualTo(identity);
        assertThat(((CacheSpec) cache.with(template -> template)).key()).isEqualTo(cache.key());
    }

    @ParameterizedTest
    @CsvSource({
        "{ message: later }, later",
        "'{ action: stop, status: 503, message: later }', later",
        "{ action: continue }, ''",
    })
    void whatIsSaidOfAFailureEndsItUnlessItIsToGoOn(String written, String message) {
        Optional<OnError> expected = message.isEmpty() ? Optional.empty() : Optional.of(new OnError(503, message));
        String cache = "mode: http, onError: " + written + ", onInvalidationError: " + written;
        ApiProxy proxy = (ApiProxy) Reads.one(Reads.proxy("a", "/a", "policies: [ { cache: { " + cache + " } } ]"))
                .definition();

        CacheSpec spec = (CacheSpec) proxy.policies().get(0);
        assertThat(spec.conduct().onError()).isEqualTo(expected);
        assertThat(spec.upkeep().onInvalidationError()).isEqualTo(expected);
    }

    @Test
    void anAddressWithoutPortMeansPort80() {
        Upstream upstream =
                (Upstream) Reads.one(Reads.upstream("u").replace(":9000", "")).definition();

        assertThat(upstream.targets().get(0).address()).hasToString("http://127.0.0.1:80");
    }

    @Test
    void headersAreSetInTheOrderOfTheirNamesWhateverTheOrderWritten() {
        String one = Reads.proxy("a", "/a", "policies: [ { requestHeaders: { set: { B: b, A: a } } } ]");
        RequestHeadersSpec spec = (RequestHeadersSpec)
                ((ApiProxy) Reads.one(one).definition()).policies().get(0);

        assertThat(spec.set().keySet()).containsExactly("A", "B");
    }

    @Test
    void namesEveryFaultOfEveryDocumentAtOnce() {
        String text = """
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: Loans, projekt: retail }
                spec:
                  route: { path: loans }
                  policies:
                    - cache: { ttll: 60s }
                    - cache: { ttl: 60 }
                ---
                apiVersion: noon.dev/v2
                kind: Upstreem
                ---
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: u }
                spec: { targets: [ { url: "http://a:1", weight: 0 } ] }
                """;

        assertThat(Reads.problems(text))
                .containsExactly(
                        "a.yaml:3:19: metadata.name: is Loans; expected a name of at most 63 characters: lower-case"
                                + " letters, digits, - and ., a letter or digit first and last",
                        "a.yaml:3:26: metadata.projekt: unknown field 'projekt'; did you mean 'project'? expected one"
                                + " of: name, project, group",
                        "a.yaml:5:3: spec.upstream: is missing; expected the name of an upstream, or a list of"
                                + " upstreams and weights",
                        "a.yaml:5:18: spec.route.path: is loans; expected a path that starts with /",
                        "a.yaml:7:16: spec.policies[0].cache.ttll: unknown field 'ttll'; did you mean 'ttl'? expected"
                                + " one of: mode, storage, coherence, ttl, ttlByStatus, ttlHeader, ttlField, ttlClaim,"
                                + " jitter, key, methods, maxBody, maxObject, cacheNull, staleWhileRevalidate, staleIfError,"
                                + " refreshAhead, coalesce, onError, tags, capacity, onDeploy, clientNoCache,"
                                + " onInvalidationError",
                        "a.yaml:8:21: spec.policies[1].cache.ttl: is 60, a number; expected a duration such as 500ms,"
                                + " 5s, 1m, 2h, 1d",
                        "a.yaml:11:7: kind: is Upstreem; did you mean 'Upstream'? expected one of: ApiProxy, Upstream,"
                                + " ProxyGroup, Policy, Environment, Credential, Consumer, IdentityProvider,"
                                + " OAuthClient, CacheServer, Probe",
                        "a.yaml:16:49: spec.targets[0].weight: is 0, a number; expected a whole number from 1 to 1000");
    }

    @Test
    void soundDocumentsAreReadBesideBrokenOnes() {
        Reading reading = Reads.file("kind: [\n---\n" + Reads.upstream("u") + "---\nkind: Nothing\n");

        assertThat(reading.definitions()).extracting(read -> read.id().name()).containsExactly("u");
        assertThat(reading.problems()).extracting(Problem::line).containsExactly(2, 8);
    }

    @Test
    void tenThousandLinesAreReadAndTheirFaultsCountedWithTheRightLines() {
        String valid = IntStream.range(0, 1300)
                .mapToObj(i -> Reads.proxy("p" + i, "/p" + i))
                .collect(Collectors.joining("---\n"));
        assertThat(valid.lines().count()).isGreaterThan(9_000);
        assertThat(Reads.file(valid).definitions()).hasSize(1300);

        List<Problem> problems =
                Reads.file(valid.replace("upstream:", "upstreem:")).problems();
        assertThat(problems).hasSize(101);
        assertThat(problems.get(99).text())
                .startsWith("a.yaml:349:3: spec.upstreem: unknown field 'upstreem'; did you mean 'upstream'?");
        assertThat(problems.get(98).text())
                .isEqualTo("a.yaml:348:3: spec.upstream: is missing; expected the name of an upstream, or a list of"
                        + " upstreams and weights");
        assertThat(problems.get(100).message()).isEqualTo("and 2500 more problems from here on");
    }

    @Test
    void problemsComeInTheOrderOfFilesAndLines() {
        Reading reading = new DefinitionReader()
                .read(List.of(new SourceFile("b.yaml", "kind: X\n"), new SourceFile("a.yaml", "\nkind: X\n")));

        assertThat(reading.problems())
                .extracting(problem -> problem.file() + ":" + problem.line())
                .containsExactly("a.yaml:2", "b.yaml:1");
    }

    @Test
    void emptyDocumentsAreNothing() {
        assertThat(Reads.file("# only a comment\n---\n---\n...\n")).isEqualTo(new Reading(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: noon.dev/v1             | 1:1  | kind: is missing; expected one of: ApiProxy, Upstream",
                "- a                                 | 1:1  | is a list; expected a definition: apiVersion, kind",
                "text                                | 1:1  | is text; expected a definition",
                "{kind: 5}                           | 1:8  | kind: is 5, a number; expected one of: ApiProxy",
                "{kind: [Upstream]}                  | 1:8  | kind: is a list; expected one of: ApiProxy",
                "{kind: upstream}                    | 1:8  | kind: is upstream; did you mean 'Upstream'?",
                "{kind: Upstream}                    | 1:1  | apiVersion: is missing; expected noon.dev/v1",
            })
    void aDocumentThatIsNoDefinitionIsNamed(String text, String place, String message) {
        assertThat(Reads.problems(text))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("a.yaml:" + place + ": ").contains(message));
    }

    @Test
    void onlyProxiesHaveAGroup() {
        String text = Reads.upstream("u").replace("name: u", "name: u, group: g");
        assertThat(Reads.problems(text))
                .containsExactly("a.yaml:3:22: metadata.group: unknown field 'group'; expected one of: name, project");
    }

    @Test
    void anEndpointHasOnlyMethodsOfItsRoute() {
        String text = Reads.proxy("a", "/a", "endpoints: [ { match: {path: /a, methods: [PUT]}, policies: [] } ]")
                .replace("path: /a }", "path: /a, methods: [GET] }");
        assertThat(Reads.problems(text))
                .containsExactly("a.yaml:7:45: spec.endpoints[0].match.methods: has PUT, which the route does not;"
                        + " expected some of GET");
    }

    @Test
    void aFieldNameThatIsNoWordIsQuoted() {
        String text = Reads.proxy("a", "/a", "policies: [ { requestHeaders: { set: { X.Y: 5 } } } ]");
        assertThat(Reads.file(text).problems().get(0).field())
                .isEqualTo("spec.policies[0].requestHeaders.set[\"X.Y\"]");
    }
}
