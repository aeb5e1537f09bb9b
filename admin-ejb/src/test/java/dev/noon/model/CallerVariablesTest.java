package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls may be read only where somebody has found that out. */
class CallerVariablesTest {
    private static final String READS = "{ requestHeaders: { set: { X: '${consumer}' } } }";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ apiKey: {} }, { requestHeaders: { set: { X: '${consumer}' } } }                     | ''",
                "{ jwt: { provider: p } }, { requestHeaders: { set: { X: '${consumer}:${claim.sub}' } } } | ''",
                "{ apiKey: {}, when: { methods: [GET] } }, { throttle: { limit: 1, per: second, by: '${consumer}' } } | ''",
                "{ jwt: { provider: p, optional: true } }, { cache: { ttl: 5s, key: { template: '${path}:${claim.t}' } } } | ''",
                "{ requestHeaders: { set: { X: '${consumer}' } } }                                     | spec.policies[0].requestHeaders.set.X: reads ${consumer}, but no policy in front of it finds out who calls; expected apiKey or jwt there",
                "{ requestHeaders: { set: { X: '${consumer}' } } }, { apiKey: {} }                     | spec.policies[0].requestHeaders.set.X: reads ${consumer}",
                "{ apiKey: {} }, { requestHeaders: { set: { X: '${claim.sub}' } } }                    | spec.policies[1].requestHeaders.set.X: reads ${claim.sub}, but no policy in front of it verifies a token; expected jwt there",
                "{ throttle: { limit: 1, per: second, by: '${consumer}' } }                            | spec.policies[0].throttle.by: reads ${consumer}",
                "{ cache: { ttl: 5s, key: { template: '${path}:${consumer}' } } }                      | spec.policies[0].cache.key.template: reads ${consumer}",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, ttlClaim: exp } }                       | ''",
                "{ apiKey: {} }, { cache: { ttl: 5s, ttlClaim: exp } }                                 | spec.policies[1].cache.ttlClaim: reads ${claim.exp}, but no policy in front of it verifies a token",
            })
    void onlyBehindWhatFindsOut(String policies, String expected) {
        check("", Reads.proxy("a", "/a", "policies: [ " + policies + " ]"), expected);
    }

    @Test
    void anEndpointHasWhatItInheritsAndCanLoseIt() {
        String endpoint = "endpoints: [ { match: { path: /a/b }, policies: [ " + READS + " ] } ]";
        check("", Reads.proxy("a", "/a", "policies: [ { apiKey: {} } ]", endpoint), "");
        check(
                "",
                Reads.proxy("a", "/a", endpoint),
                "spec.endpoints[0].policies[0].requestHeaders.set.X: reads ${consumer}");
        check(
                "",
                Reads.proxy(
                        "a",
                        "/a",
                        "policies: [ { apiKey: {} } ]",
                        endpoint.replace("policies", "disable: [apiKey], policies")),
                "spec.endpoints[0].policies[0].requestHeaders.set.X: reads ${consumer}");
    }

    @Test
    void aGroupMayFindOutForItsProxies() {
        String proxy = Reads.proxy("a", "/a", "policies: [ " + READS + " ]").replace("name: a", "name: a, group: g");
        check(document("ProxyGroup", "g", "policies: [ { apiKey: {} } ]"), proxy, "");
        check(document("ProxyGroup", "g", "policies: []"), proxy, "spec.policies[0].requestHeaders.set.X: reads");
    }

    @Test
    void aReferenceMayFindOutAndIsNamedWhereItReads() {
        String both = document("Policy", "known", "jwt: { provider: p }") + "---\n"
                + document("Policy", "reads", "requestHeaders: { set: { X: '${claim.t}' } }");
        check(both, Reads.proxy("a", "/a", "policies: [ { ref: known }, { ref: reads } ]"), "");
        check(both, Reads.proxy("a", "/a", "policies: [ { ref: reads } ]"), "spec.policies[0].ref: reads ${claim.t}");
    }

    @Test
    void whatSharesOutRequestsReadsItBehindEverything() {
        String split = Reads.proxy("a", "/a", "affinity: '${consumer}'", "policies: [ { apiKey: {} } ]")
                .replace("upstream: backend", "upstream: [ { upstream: b }, { upstream: c } ]");
        check("", split, "");
        check("", split.replace("{ apiKey: {} }", ""), "spec.affinity: reads ${consumer}");
    }

    @Test
    void anUpstreamThatReadsItInVainIsWorthAWarning() {
        String upstream = Reads.upstream("backend").replace("} ] }", "} ], affinity: '${consumer}' }");
        String proxy = Reads.proxy("a", "/a", "policies: [ { apiKey: {} } ]");
        assertThat(CallerVariables.warnings(whole(upstream, proxy))).isEmpty();
        assertThat(CallerVariables.warnings(whole(upstream, Reads.proxy("a", "/a"))))
                .singleElement()
                .asString()
                .contains("sends to Upstream/backend, whose affinity reads ${consumer}");
    }

    private static void check(String before, String file, String expected) {
        List<String> errors = CallerVariables.errors(whole(before, file)).stream()
                .map(Problem::text)
                .toList();
        if (expected.isEmpty()) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).singleElement().asString().contains(expected);
        }
    }

    private static Whole whole(String before, String file) {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        Reads.file(before).definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        Reading reading = Reads.file(file);
        assertThat(reading.problems()).isEmpty();
        reading.definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        return new Whole(inForce, reading.definitions(), Set.of(), "dev");
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: { " + spec
                + " }\n";
    }
}
