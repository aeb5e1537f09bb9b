package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    private static final DefinitionReader READER = new DefinitionReader();
    private static final String BACKEND = Reads.upstream("backend");

    @Test
    void aWholeSetHasNoProblems() {
        assertThat(check("", BACKEND + "---\n" + Reads.proxy("a", "/a"))).isEmpty();
    }

    @Test
    void aMissingUpstreamIsNamedWhereItIsWritten() {
        assertThat(check("", Reads.upstream("backand") + "---\n" + Reads.proxy("a", "/a")))
                .containsExactly("a.yaml:11:13: spec.upstream: is backend; there is no Upstream of that name; did you"
                        + " mean 'backand'?");
    }

    @Test
    void aMissingGroupIsNamedWhereItIsWritten() {
        String proxy = Reads.proxy("a", "/a").replace("name: a", "name: a, group: g");
        assertThat(check("", BACKEND + "---\n" + proxy))
                .containsExactly("a.yaml:8:29: metadata.group: is g; there is no ProxyGroup of that name");
    }

    @Test
    void aProxyInForceThatLosesItsUpstreamIsNamed() {
        Map<DefinitionId, Definition> inForce = inForce(Reads.proxy("a", "/a"));
        assertThat(References.problems(new Whole(inForce, List.of(), Set.of(), "dev")))
                .extracting(Problem::text)
                .containsExactly("ApiProxy/a:1:1: spec.upstream: is backend; there is no Upstream of that name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Upstream    | targets: [ { url: 'http://a:1' } ], credential: k1    | spec.credential: is k1; there is no Credential of that name",
                "Consumer    | credentials: [key, kye]                               | spec.credentials[1]: is kye; there is no Credential of that name; did you mean 'key'?",
                "Probe       | request: { target: /, credential: k }, afterApply: true | spec.request.credential: is k; there is no Credential of that name",
                "ProxyGroup  | policies: [ { ref: fsat } ]                           | spec.policies[0].ref: is fsat; there is no Policy of that name; did you mean 'fast'?",
                "ApiProxy    | route: { path: /a }, upstream: backend, policies: [ { name: x, ref: y } ] | spec.policies[0].ref: is y; there is no Policy of that name",
                "ApiProxy    | route: { path: /a }, upstream: backend, endpoints: [ { match: { path: /a }, policies: [ { ref: slow } ] } ] | spec.endpoints[0].policies[0].ref: is slow; there is no Policy of that name",
                "Policy      | requestHeaders: { set: { A: '${env.NO}' } }           | spec.requestHeaders.set.A: has ${env.NO}, which Environment dev does not define",
                "ProxyGroup  | policies: [ { cache: { ttl: 1s, key: { template: '${env.stage}' } } } ] | has ${env.stage}, which Environment dev does not define; did you mean 'STAGE'?",
                "Upstream    | targets: [ { url: 'http://${env.PORT}:1' } ]          | spec.targets[0].url: has ${env.PORT}, which Environment dev does not define",
                "Upstream    | targets: [ { url: 'http://a:${env.STAGE}' } ]         | spec.targets[0].url: is http://a:dev; expected an address such as http://host:8080, without path, query or fragment when its variables are filled in",
                "Upstream    | targets: [ { url: '${env.STAGE}' } ]                  | spec.targets[0].url: is dev; expected an address",
                "Consumer    | identifiers: [me, partner]                            | spec.identifiers[1]: is partner, which Consumer/partner has; expected one of its own",
                "Consumer    | credentials: [taken]                                   | spec.credentials[0]: is taken, which Consumer/partner has; expected one of its own",
                "Consumer    | credentials: [login]                                   | spec.credentials[0]: is login, which fetches tokens; expected one of type apiKey, basic or bearer",
                "OAuthClient | clientId: web, grants: [client_credentials], secret: x | spec.clientId: is web, which OAuthClient/web has; expected one of its own",
            })
    void aNameOfSomethingElseIsHeldAgainstWhatThereIs(String kind, String spec, String message) {
        String before = String.join(
                "---\n",
                BACKEND,
                document("Credential", "key", "type: bearer, secret: s"),
                document("Policy", "fast", "cache: { ttl: 1s }"),
                document("Environment", "dev", "variables: { STAGE: dev }"),
                document("Environment", "prod", "variables: { NO: x }"),
                document("Consumer", "partner", "identifiers: [partner], credentials: [taken]"),
                document("Credential", "taken", "type: bearer, secret: t"),
                document(
                        "Credential",
                        "login",
                        "type: clientCredentials, tokenUrl: 'http://a/t', clientId: a, secret: s"),
                document("OAuthClient", "web", "clientId: web, grants: [client_credentials], secret: x"));
        assertThat(check(before, document(kind, "tested", spec)))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains(message));
    }

    @Test
    void whatIsToGoAndIsNeededNamesWhoNeedsIt() {
        Map<DefinitionId, Definition> inForce = inForce(Reads.proxy("a", "/a") + "---\n" + Reads.proxy("b", "/b"));
        DefinitionId backend = new DefinitionId(Kind.UPSTREAM, "backend");
        assertThat(References.problems(new Whole(inForce, List.of(), Set.of(backend), "dev")))
                .extracting(Problem::text)
                .containsExactly(
                        "Upstream/backend:1:1: cannot be deleted: ApiProxy/a refers to it in spec.upstream",
                        "Upstream/backend:1:1: cannot be deleted: ApiProxy/b refers to it in spec.upstream");
    }

    @Test
    void aSecondCacheThatIsReferredToIsNamedToo() {
        String policy = document("Policy", "fast", "cache: { ttl: 1s }") + "---\n";
        String proxy = Reads.proxy("a", "/a", "policies: [ { ref: fast }, { cache: { ttl: 1s } } ]");
        assertThat(check(BACKEND, policy + proxy))
                .containsExactly("a.yaml:12:13: spec.policies: has a second cache policy beside an inherited one;"
                        + " expected at most one: give it the same name, or disable the other");
        assertThat(check(
                        BACKEND,
                        policy
                                + proxy.replace("ref: fast", "name: quick, ref: fast")
                                        .replace("{ cache", "{ name: quick2, cache")))
                .hasSize(1);
    }

    @Test
    void theSameDefinitionTwiceIsNamedWithItsFirstPlace() {
        assertThat(check("", BACKEND + "---\n" + BACKEND))
                .containsExactly("a.yaml:8:19: metadata.name: is backend for a second time; the first Upstream of that"
                        + " name is at a.yaml:3:19");
    }

    @Test
    void aDuplicateRouteNamesBothProxies() {
        assertThat(check("", BACKEND + "---\n" + Reads.proxy("a", "/x") + "---\n" + Reads.proxy("b", "/x")))
                .containsExactly("a.yaml:17:18: spec.route.path: is /x, which ApiProxy 'a' (a.yaml:10:18) answers for"
                        + " the same hosts and methods as 'b'; expected a path, hosts or methods of its own");
    }

    @Test
    void theOneJustWrittenIsBlamedForARouteThatIsTaken() {
        assertThat(check(BACKEND + "---\n" + Reads.proxy("z", "/x"), Reads.proxy("a", "/x")))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("a.yaml:5:18: spec.route.path: is /x, which ApiProxy 'z' (in force) answers"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path: /x                                | path: /x                          | true",
                "path: /x                                | path: /x/                         | false",
                "path: /x                                | path: /y                          | false",
                "path: /x, methods: [GET]                | path: /x, methods: [POST]         | false",
                "path: /x, methods: [GET, PUT]           | path: /x, methods: [POST, PUT]    | true",
                "path: /x, methods: [GET]                | path: /x                          | true",
                "path: /x                                | path: /x, methods: [GET]          | true",
                "path: /x, hosts: [a.b]                  | path: /x, hosts: [a.c]            | false",
                "path: /x, hosts: [a.b, a.c]             | path: /x, hosts: [a.c]            | true",
                "path: /x, hosts: [a.b]                  | path: /x                          | true",
                "path: /x                                | path: /x, hosts: [a.b]            | true",
                "path: /x, hosts: [a.b], methods: [GET]  | path: /x, methods: [POST]         | false",
                "path: /x, methods: [GET]                | path: /x, hosts: [a.b]            | true",
                "path: /x, hosts: [a.b], methods: [GET]  | path: /x, hosts: [a.c], methods: [GET] | false",
                "path: /x, hosts: ['*.b.c']              | path: /x, hosts: [a.b.c]          | true",
                "path: /x, hosts: [a.b.c]                | path: /x, hosts: ['*.c']          | true",
                "path: /x, hosts: ['*.b.c']              | path: /x, hosts: ['*.c']          | true",
                "path: /x, hosts: ['*.c']                | path: /x, hosts: ['*.b.c']        | true",
                "path: /x, hosts: ['*.b.c']              | path: /x                          | true",
                "path: /x                                | path: /x, hosts: ['*.b.c']        | true",
                "path: /x, hosts: ['*.b.c']              | path: /x, hosts: [b.c]            | false",
                "path: /x, hosts: ['*.b.c']              | path: /x, hosts: ['*.d.c']        | false",
                "path: /x                                | exact: /x                         | false",
                "exact: /x                               | exact: /x                         | true",
                "template: '/x/{a}'                      | template: '/x/{b}'                | true",
                "template: '/x/{a}'                      | template: '/{a}/x'                | false",
                "pattern: '/x.*'                         | pattern: '/x.*'                   | true",
                "path: /x, headers: { A: { equals: b } } | path: /x                          | false",
                "path: /x, headers: { A: { equals: b } } | path: /x, headers: { a: { equals: b } } | true",
                "path: /x, query: { a: { equals: b } }   | path: /x, headers: { a: { equals: b } } | false",
            })
    void routesOverlapWhenTheyShareAPathAHostAndAMethod(String one, String other, boolean overlap) {
        String text = BACKEND + "---\n" + Reads.proxy("a", "/q").replace("path: /q", one) + "---\n"
                + Reads.proxy("b", "/q").replace("path: /q", other);
        assertThat(check("", text).isEmpty()).isEqualTo(!overlap);
    }

    @Test
    void patternsAreTriedOneAfterTheOtherAndSoThereAreFew() {
        StringBuilder text = new StringBuilder(BACKEND);
        for (int i = 0; i < 101; i++) {
            text.append("---\n").append(Reads.proxy("p" + i, "/q").replace("path: /q", "pattern: '/x" + i + "'"));
        }
        assertThat(check("", text.toString()))
                .singleElement()
                .asString()
                .contains("spec.route.pattern: is one of 101 patterns of all proxies; expected at most 100");
    }

    @Test
    void aSecondCacheAfterMergingIsNamedAtTheLevelThatBringsIt() {
        String group = """
                apiVersion: noon.dev/v1
                kind: ProxyGroup
                metadata: { name: g }
                spec: { policies: [ { cache: { ttl: 1s } } ] }
                ---
                """;
        String proxy = Reads.proxy("a", "/a", "policies: [ { name: mine, cache: { ttl: 1s } } ]")
                .replace("name: a }", "name: a, group: g }");
        String endpoint = Reads.proxy(
                        "b",
                        "/b",
                        "endpoints: [ { match: { path: /b/c }, policies: [ { name: mine, cache: { ttl: 1s } } ] } ]")
                .replace("name: b }", "name: b, group: g }");

        assertThat(check(BACKEND, group + proxy + "---\n" + endpoint))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("a.yaml:12:13: spec.policies: has a second cache policy beside"),
                        second -> assertThat(second)
                                .startsWith("a.yaml:20:51: spec.endpoints[0].policies: has a second cache policy"));
        assertThat(check(BACKEND, group + proxy.replace("  policies", "  disable: [cache]\n  policies")))
                .isEmpty();
    }

    @Test
    void aNameThatDisablesNothingIsNamed() {
        assertThat(check(BACKEND, Reads.proxy("a", "/a", "disable: [cahce]")))
                .containsExactly("a.yaml:7:13: spec.disable[0]: is cahce; expected none: no policy is inherited");
    }

    @Test
    void tenThousandProxiesAreCheckedWithoutComparingEachToEach() {
        Map<DefinitionId, Definition> inForce = inForce(BACKEND);
        ApiProxy one = (ApiProxy) Reads.one(Reads.proxy("a", "/a")).definition();
        IntStream.range(0, 10_000).forEach(i -> {
            Metadata metadata = new Metadata("p" + i, "default", Optional.empty());
            Route route = new Route(List.of("h" + i), "/", List.of("GET", "POST"));
            inForce.put(
                    new DefinitionId(Kind.API_PROXY, "p" + i),
                    new ApiProxy(metadata, route, one.upstream(), false, List.of(), List.of(), List.of()));
        });

        assertThat(References.problems(new Whole(inForce, List.of(), Set.of(), "dev")))
                .isEmpty();
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: { " + spec
                + " }\n";
    }

    private static List<String> check(String before, String file) {
        Map<DefinitionId, Definition> inForce = inForce(before);
        Reading reading = Reads.file(file);
        assertThat(reading.problems()).isEmpty();
        reading.definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        return References.problems(new Whole(inForce, reading.definitions(), Set.of(), "dev")).stream()
                .map(Problem::text)
                .toList();
    }

    private static Map<DefinitionId, Definition> inForce(String text) {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        List<ReadDefinition> read = new ArrayList<>(
                READER.read(List.of(new SourceFile("old", text))).definitions());
        read.forEach(one -> inForce.put(one.id(), one.definition()));
        return inForce;
    }
}
