package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintsTest {
    private static final String CACHE = "cache: { ttl: 5s }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                        | requestHeaders  | before | ${header.X-T}   | it in cache.key.template, for example \"${header.X-T}:${path}\"",
                "{}                        | requestHeaders  | behind | ${cookie.sid}   | it in cache.key.template",
                "{}                        | responseHeaders | behind | ${client.ip}   | it in cache.key.template",
                "{}                        | responseHeaders | before | ${client.ip}   | ''",
                "{}                        | requestHeaders  | before | ${query.a}     | ''",
                "{}                        | requestHeaders  | before | ${path}        | ''",
                "{}                        | requestHeaders  | before | ${host} ${method} ${env.STAGE} | ''",
                "{}                        | requestHeaders  | before | ${consumer} ${claim.a} | ''",
                "{}                        | requestHeaders  | before | ${claim.jti}   | it in cache.key.template, for example \"${claim.jti}:${path}\"",
                "{ template: '${path}${claim.exp}' } | requestHeaders | before | ${claim.exp} | ''",
                "{ identity: caller }      | responseHeaders | behind | ${consumer}    | ''",
                "{ identity: shared }      | requestHeaders  | before | ${consumer}    | it in cache.key.template, for example \"${consumer}:${path}\", or cache.key.identity: caller",
                "{ identity: shared }      | responseHeaders | behind | ${claim.a}     | it in cache.key.template, for example \"${claim.a}:${path}\", or cache.key.identity: caller",
                "{ identity: shared }      | responseHeaders | before | ${consumer}    | ''",
                "{ identity: shared, template: '${path}${claim.a}' } | requestHeaders | before | ${claim.a} | ''",
                "{ identity: shared, template: '${path}${claim.a}' } | requestHeaders | before | ${claim.b} | it in cache.key.template",
                "{ identity: shared }      | requestHeaders  | before | ${env.STAGE} ${query.a} | ''",
                "{ query: [a] }            | requestHeaders  | before | ${query.a}     | ''",
                "{ query: [a] }            | requestHeaders  | before | ${query.b}     | b in cache.key.query",
                "{ query: [] }             | responseHeaders | behind | ${query.b}     | b in cache.key.query",
                "{ template: '${path}' }   | requestHeaders  | before | ${path}        | ''",
                "{ template: '${path}' }   | requestHeaders  | before | ${path.id}     | ''",
                "{ template: '${path.id}' } | requestHeaders | before | ${path}        | it in cache.key.template",
                "{ template: '${path}' }   | requestHeaders  | before | ${query.b}     | it in cache.key.template",
                "{ template: '${method}' } | responseHeaders | behind | ${path}        | it in cache.key.template",
                "{ template: '${header.x-t}' } | requestHeaders | before | ${header.X-T} | ''",
                "{ template: '${cookie.x-t}' } | requestHeaders | before | ${cookie.X-T} | it in cache.key.template",
            })
    void whatAPolicyReadsMustBeInTheKey(String key, String type, String place, String value, String expected) {
        String cache = key.equals("{}") ? "{ " + CACHE + " }" : "{ cache: { ttl: 5s, key: " + key + " } }";
        String reads = "{ " + type + ": { set: { X: '" + value + "' } } }";
        boolean before = place.equals("before");
        String policies = "policies: [ " + (before ? reads + ", " + cache : cache + ", " + reads) + " ]";

        List<Problem> errors = Lints.errors(whole("", Reads.proxy("a", "/a", policies)));

        if (expected.isEmpty()) {
            assertThat(errors).isEmpty();
            return;
        }
        int index = before ? 0 : 1;
        assertThat(errors).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("spec.policies[" + index + "]." + type + ".set.X");
            assertThat(problem.message())
                    .startsWith("reads " + value + ", which the cache's key lacks: ")
                    .contains("; expected " + expected);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requestHeaders: {set: {X: '${path}'}}     | rewrite: {path: {to: /one}}              | {}                       | reads ${path}, which",
                "requestHeaders: {set: {X: '${path}'}}     | rewrite: {path: {to: /one}}              | {template: '${path}'}    | reads ${path}, which",
                "rewrite: {path: {to: /one}}               | requestHeaders: {set: {X: '${path}'}}    | {}                       | ''",
                "requestHeaders: {set: {X: '${path.id}'}}  | rewrite: {path: {to: /one}}              | {}                       | reads ${path.id}, which",
                "rewrite: {path: {to: /one}}               | requestHeaders: {set: {X: '${path.id}'}} | {template: '${path}'}    | reads ${path.id}, which",
                "requestHeaders: {set: {X: '${path.id}'}}  | rewrite: {path: {to: /one}}              | {template: '${path.id}'} | ''",
                "requestHeaders: {set: {X: '${path.id}'}}  | rewrite: {host: a.example}               | {}                       | ''",
                "rewrite: {path: {to: '/v2${path}'}}       | requestHeaders: {remove: [X]}            | {}                       | ''",
                "rewrite: {path: {to: '/v2/${path.id}'}}   | requestHeaders: {remove: [X]}            | {}                       | ''",
                "rewrite: {path: {to: '/v2/${header.T}'}}  | requestHeaders: {remove: [X]}            | {}                       | ''",
                "rewrite: {path: {to: '/v2/${header.T}'}}  | requestHeaders: {remove: [X]}            | {template: '${header.X}'} | reads ${header.T}, which",
                "requestHeaders: {set: {X: '${cookie.s}'}} | name: b, requestHeaders: {remove: [cookie]} | {template: '${path}${cookie.s}'} | reads ${cookie.s}, which",
                "requestHeaders: {set: {X: '${cookie.s}'}} | name: b, requestHeaders: {remove: [cookie]} | {template: '${path}${header.x}'} | ''",
                "requestHeaders: {set: {X: '${cookie.s}'}} | name: b, requestHeaders: {remove: [T]}   | {template: '${path}${cookie.s}'} | ''",
                "requestHeaders: {set: {X: '${cookie.s}'}} | name: b, requestHeaders: {remove: [T]}   | {template: '${path}${header.cookie}'} | reads ${cookie.s}, which",
                "requestHeaders: {set: {X: '${header.Cookie}'}} | rewrite: {host: a.example}          | {template: '${path}${cookie.s}'} | reads ${header.Cookie}, which",
                "requestHeaders: {set: {X: '${header.T}'}} | name: b, requestHeaders: {set: {t: v}}   | {template: '${path}${header.T}'} | reads ${header.T}, which",
                "requestHeaders: {set: {X: '${header.T}'}} | name: b, requestHeaders: {set: {X: v}}   | {template: '${path}${header.X}'} | reads ${header.T}, which",
                "requestHeaders: {remove: [Cookie]}        | name: b, requestHeaders: {set: {X: '${cookie.s}'}} | {template: '${path}${cookie.s}'} | ''",
                "requestHeaders: {set: {X: '${query.a}'}}  | rewrite: {query: {remove: [a]}}          | {}                       | reads ${query.a}, which",
                "requestHeaders: {set: {X: '${query.a}'}}  | rewrite: {query: {remove: [b]}}          | {}                       | ''",
                "rewrite: {query: {set: {b: '${query.a}'}, remove: [a]}} | requestHeaders: {remove: [X]} | {}                    | ''",
                "rewrite: {query: {set: {b: '${query.a}'}, remove: [a]}} | requestHeaders: {remove: [X]} | {query: [a]}          | reads ${query.a}, which",
            })
    void whatWasReadBeforeARewriteMustStillBeInTheKey(String first, String second, String key, String expected) {
        String cache = key.equals("{}") ? CACHE : "cache: { ttl: 5s, key: " + key + " }";
        String policies = "policies: [ { " + first + " }, { " + second + " }, { " + cache + " } ]";

        List<Problem> errors = Lints.errors(whole("", Reads.proxy("a", "/a", policies)));

        assertThat(errors.stream().map(Problem::message).toList())
                .hasSize(expected.isEmpty() ? 0 : 1)
                .allSatisfy(message -> assertThat(message).startsWith(expected));
    }

    @ParameterizedTest(name = "{0}, {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${path}            | behind | request: { set: { '$.to': '${body.$.a}' } }  | ''",
                "${body}            | behind | request: { set: { '$.to': '${body.$.a}' } }  | ''",
                "${body.$.a}        | behind | request: { set: { '$.to': '${body.$.a.b}' } } | ''",
                "${body.$.a}        | behind | request: { set: { '$.to': '${body.$.ab}' } } | reads ${body.$.ab}, which the cache's key lacks",
                "${body.$.b}        | before | request: { set: { '$.to': '${body.$.a}' } }  | ''",
                "${body.$.b}        | behind | response: { set: { '$.to': '${body.$.a}' } } | ''",
                "${path}            | behind | response: { set: { '$.to': '${header.X}' } } | reads ${header.X}, which the cache's key lacks",
            })
    void whatIsReadOfABodyBehindTheCacheMustBeInAKeyThatHasSomethingOfIt(
            String key, String place, String shape, String expected) {
        String cache = "{ cache: { ttl: 5s, key: { template: '" + key + "' } } }";
        String reads = "{ transform: { " + shape + " } }";
        boolean before = place.equals("before");
        String policies = "policies: [ " + (before ? reads + ", " + cache : cache + ", " + reads) + " ]";

        List<Problem> errors = Lints.errors(whole("", Reads.proxy("a", "/a", policies)));

        assertThat(errors.stream().map(Problem::message).toList())
                .hasSize(expected.isEmpty() ? 0 : 1)
                .allSatisfy(message -> assertThat(message).startsWith(expected));
    }

    @Test
    void whatACallWasAskedWithMustStillBeInTheKey() {
        String asks = "{ name: rates, apiCall: { upstream: u, path: '/r?c=${header.T}' } }";
        String reads = "{ name: r, requestHeaders: { set: { X: '${call.rates.status}' } } }";
        String cache = "{ cache: { ttl: 5s, key: { template: '${path}${header.T}' } } }";
        String sets = "{ name: s, requestHeaders: { set: { T: v } } }";
        String removes = "{ name: s, requestHeaders: { remove: [T] } }";

        assertThat(Linted.errors(String.join(", ", asks, reads, cache))).isEmpty();
        assertThat(Linted.errors(String.join(", ", sets, asks, reads, cache))).isEmpty();
        assertThat(Linted.errors(String.join(", ", asks, reads, removes, cache)))
                .containsExactly("unkeyed-input spec.policies[1].requestHeaders.set.X");
        assertThat(Linted.errors(String.join(", ", cache, asks, reads))).isEmpty();
    }

    @Test
    void withoutACacheNothingMatters() {
        String reads = "policies: [ { requestHeaders: { set: { X: '${client.ip}' } } } ]";
        assertThat(Lints.errors(whole("", Reads.proxy("a", "/a", reads)))).isEmpty();
    }

    @Test
    void theLevelThatReadsIsNamedIfItWasJustWrittenAndOtherwiseWhoRunsIt() {
        String group = document("ProxyGroup", "g", "policies: [ { requestHeaders: { set: { X: '${client.ip}' } } } ]");
        String proxy =
                Reads.proxy("a", "/a", "policies: [ { " + CACHE + " } ]").replace("name: a", "name: a, group: g");

        assertThat(texts(whole(proxy, group)))
                .singleElement()
                .asString()
                .startsWith("a.yaml:4:51: spec.policies[0].requestHeaders.set.X: reads ${client.ip}");
        assertThat(texts(whole(group, proxy)))
                .singleElement()
                .asString()
                .startsWith(
                        "a.yaml:5:3: spec: runs spec.policies[0].requestHeaders.set.X of ProxyGroup/g, which reads");
        assertThat(texts(whole(group + "---\n" + proxy, Reads.upstream("other"))))
                .isEmpty();
    }

    @Test
    void aReferenceIsNamedWhereItStandsAndAnEndpointByItself() {
        String policy = document("Policy", "who", "requestHeaders: { set: { X: '${client.ip}' } }");
        String proxy = Reads.proxy(
                "a",
                "/a",
                "policies: [ { ref: who } ]",
                "endpoints: [ { match: { path: /a/b }, policies: [ { " + CACHE + " } ] } ]");

        assertThat(texts(whole(policy, proxy)))
                .singleElement()
                .asString()
                .startsWith("a.yaml:7:22: spec.policies[0].ref: reads ${client.ip}");
        assertThat(texts(whole(proxy, policy)))
                .singleElement()
                .asString()
                .startsWith("ApiProxy/a:1:1: spec.policies[0].ref: reads ${client.ip}");
    }

    @Test
    void aTemplateWithoutThePathIsAWarningWhereItStands() {
        String careless = "cache: { ttl: 5s, key: { template: 'x${query.a}' } }";
        String careful = "cache: { ttl: 5s, key: { template: 'x${path}' } }";

        assertThat(warnings(Reads.proxy("a", "/a", "policies: [ { " + careless + " } ]")))
                .containsExactly(
                        "a.yaml:7:52: spec.policies[0].cache.key.template: has no ${path}: requests for different"
                                + " paths share one stored answer");
        assertThat(warnings(document("Policy", "p", careless))).hasSize(1);
        assertThat(warnings(document("ProxyGroup", "p", "policies: [ { " + careless + " } ]")))
                .hasSize(1);
        assertThat(warnings(Reads.proxy("a", "/a", "policies: [ { " + careful + " } ]")))
                .isEmpty();
        assertThat(warnings(Reads.proxy("a", "/a", "policies: [ { " + CACHE + " } ]")))
                .isEmpty();
    }

    private static List<String> texts(Whole whole) {
        return Lints.errors(whole).stream().map(Problem::text).toList();
    }

    private static List<String> warnings(String text) {
        return Lints.warnings(whole("", text)).stream().map(Problem::text).toList();
    }

    private static Whole whole(String before, String text) {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        Reads.file(before).definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        Reading reading = Reads.file(text);
        assertThat(reading.problems()).isEmpty();
        reading.definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        return new Whole(inForce, reading.definitions(), Set.of(), "dev");
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: { " + spec
                + " }\n";
    }
}
