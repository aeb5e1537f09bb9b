package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cache policy and those around it make of each other, and what is said of it. */
class CacheLintsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cache: { ttl: 5s }, when: { headers: { X-T: { present: true } } } } | unkeyed-condition spec.policies[0].when.headers.X-T",
                "{ cache: { ttl: 5s }, when: { cookies: { sid: { present: true } } } } | unkeyed-condition spec.policies[0].when.cookies.sid",
                "{ cache: { ttl: 5s, key: { query: [a] } }, when: { query: { t: { present: true } } } } | unkeyed-condition spec.policies[0].when.query.t",
                "{ cache: { ttl: 5s }, when: { query: { t: { present: true } } } } | ''",
                "{ cache: { ttl: 5s }, when: { headers: { X-T: { equals: a } } } } | ''",
                "{ cache: { ttl: 5s }, when: { headers: { X-T: { present: false } } } } | ''",
                "{ cache: { ttl: 5s }, when: { headers: { X-T: { matches: 'a.*' } } } } | ''",
                "{ cache: { ttl: 5s, key: { template: '${header.x-t}:${path}' } }, when: { headers: { X-T: { present: true } } } } | ''",
                "{ apiKey: { forward: true } }, { cache: { ttl: 5s }, when: { headers: { x-api-key: { present: true } } } } | ''",
            })
    void whatAConditionLetsInWhateverItIsMustBeInTheKey(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cache: { ttl: 5s, tags: [all, 'of-${header.X-T}'] } } | unkeyed-tag spec.policies[0].cache.tags[1]",
                "{ cache: { ttl: 5s, tags: ['of-${header.X-T}'], key: { template: '${path}:${header.x-t}' } } } | ''",
                "{ cache: { ttl: 5s, tags: ['${path}', '${query.a}', '${host}', '${env.STAGE}'] } } | ''",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, tags: ['of-${consumer}', 'at-${claim.tenant}'] } } | ''",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, key: { identity: shared }, tags: ['of-${consumer}'] } } | unkeyed-tag spec.policies[1].cache.tags[0]",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, key: { identity: shared, template: '${claim.tenant}${path}' }, tags: ['at-${claim.tenant}'] } } | ''",
            })
    void aTagIsMadeOfWhatTheKeyHas(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, key: { template: '${path}:${header.authorization}' } } } | token-in-key spec.policies[1].cache.key.template",
                "{ jwt: { provider: p, header: X-Token } }, { cache: { ttl: 5s, key: { template: '${path}:${header.X-Token}' } } } | token-in-key spec.policies[1].cache.key.template",
                "{ jwt: { provider: p, forward: false } }, { cache: { ttl: 5s, key: { template: '${path}:${header.Authorization}' } } } | ''",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, key: { template: '${path}:${claim.tenant}' } } } | ''",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, key: { identity: shared, template: '${path}:${header.authorization}' } } } | token-in-key spec.policies[1].cache.key.template",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s, key: { identity: shared, template: '${path}:${claim.tenant}' } } } | ''",
                "{ apiKey: { query: k, forward: true } }, { cache: { ttl: 5s } } | token-in-key spec.policies[1].cache.key",
                "{ apiKey: { query: k, forward: true } }, { cache: { ttl: 5s, key: { query: [a, k] } } } | token-in-key spec.policies[1].cache.key.query[1]",
                "{ apiKey: { query: k, forward: true } }, { cache: { ttl: 5s, key: { query: [a] } } } | ''",
                "{ apiKey: { query: k } }, { cache: { ttl: 5s } } | ''",
                "{ apiKey: { basic: true } }, { cache: { ttl: 5s, key: { template: '${path}:${header.Authorization}' } } } | ''",
                "{ apiKey: {} }, { cache: { ttl: 5s, key: { template: '${path}:${header.Authorization}' } } } | token-in-key spec.policies[1].cache.key.template",
                "{ cache: { ttl: 5s, key: { template: '${path}:${header.Authorization}' } } } | token-in-key spec.policies[0].cache.key.template",
            })
    void aTokenIsNoPartOfAKey(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cache: { ttl: 5s }, when: { headers: { cache-control: { present: false } } } } | anonymous-busting spec.policies[0].when.headers.cache-control",
                "{ cache: { ttl: 5s, key: { template: '${path}:${header.Pragma}' } } } | anonymous-busting spec.policies[0].cache.key.template",
                "{ apiKey: { optional: true } }, { cache: { ttl: 5s, key: { template: '${path}:${header.Pragma}' } } } | anonymous-busting spec.policies[1].cache.key.template",
                "{ apiKey: {} }, { cache: { ttl: 5s, key: { template: '${path}:${header.Pragma}' } } } | ''",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s }, when: { headers: { Cache-Control: { present: false } } } } | ''",
                "{ cache: { ttl: 5s } } | ''",
                "{ cache: { ttl: 5s, key: { query: [] } }, when: { query: { debug: { present: false } } } } | ''",
            })
    void aReloadPassesTheCacheByForNobodyWhoIsUnknown(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cache: { ttl: 5s } }, { responseHeaders: { set: { set-cookie: 'a=b' } } } | never-cached spec.policies[1].responseHeaders.set.set-cookie",
                "{ cache: { mode: http } }, { responseHeaders: { set: { Set-Cookie: 'a=b' } } } | never-cached spec.policies[1].responseHeaders.set.Set-Cookie",
                "{ responseHeaders: { set: { Set-Cookie: 'a=b' } } }, { cache: { ttl: 5s } } | ''",
                "{ cache: { ttl: 5s } }, { responseHeaders: { set: { Set-Cookie: 'a=b' } }, when: { query: { a: { equals: b } } } } | ''",
                "{ cache: { ttl: 5s } }, { responseHeaders: { set: { Cache-Control: 'max-age=5, no-store' } } } | never-cached spec.policies[1].responseHeaders.set.Cache-Control",
                "{ cache: { ttl: 5s } }, { responseHeaders: { set: { Cache-Control: PRIVATE } } } | never-cached spec.policies[1].responseHeaders.set.Cache-Control",
                "{ cache: { ttl: 5s } }, { responseHeaders: { set: { Cache-Control: 'public, max-age=5' } } } | ''",
                "{ cache: { mode: http } }, { responseHeaders: { set: { Cache-Control: no-store } } } | ''",
                "{ responseHeaders: { set: { Cache-Control: no-store } } }, { cache: { ttl: 5s } } | ''",
                "{ cache: { ttl: 5s, methods: [HEAD] } } | never-cached spec.policies[0].cache.methods",
                "{ cache: { ttl: 5s }, when: { methods: [HEAD, PUT] } } | never-cached spec.policies[0].cache.methods",
                "{ cache: { ttl: 5s, methods: [GET, HEAD] }, when: { methods: [GET] } } | ''",
                "{ cache: { ttl: 5s, key: { template: '${path}:${header.x-request-id}' } } } | never-cached spec.policies[0].cache.key.template",
                "{ cache: { ttl: 5s }, when: { headers: { authorization: { present: true } } } } | never-cached spec.policies[0].cache",
                "{ cache: { mode: http }, when: { headers: { Authorization: { present: true } } } } | ''",
                "{ cache: { ttl: 5s }, when: { headers: { Authorization: { present: false } } } } | ''",
                "{ apiKey: {} }, { cache: { ttl: 5s }, when: { headers: { Authorization: { present: true } } } } | never-cached spec.policies[1].cache",
                "{ jwt: { provider: p } }, { cache: { ttl: 5s }, when: { headers: { Authorization: { present: true } } } } | ''",
                "{ requestHeaders: { remove: [authorization] } }, { cache: { ttl: 5s }, when: { headers: { Authorization: { present: true } } } } | ''",
            })
    void aCachePolicyThatStoresNothingIsNamed(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @Test
    void aRouteSaysWhichRequestsCome() {
        String cache = "{ cache: { ttl: 5s } }";
        String posts = Linted.proxy(cache).replace("path: /a", "path: /a, methods: [POST]");
        String asked =
                Linted.proxy(cache).replace("path: /a", "path: /a, headers: { Authorization: { present: true } }");
        String none =
                Linted.proxy(cache).replace("path: /a", "path: /a, headers: { Authorization: { present: false } }");

        assertThat(Linted.warnings("", posts)).containsExactly("never-cached spec.policies[0].cache.methods");
        assertThat(Linted.warnings("", asked)).containsExactly("never-cached spec.policies[0].cache");
        assertThat(Linted.warnings("", none)).isEmpty();
    }

    @Test
    void whatIsInheritedMayBeForOthers() {
        String endpoint = "endpoints: [ { match: { path: /a/b, methods: [POST] }, policies: [ %s ] } ]";
        String cache = "{ cache: { ttl: 5s } }";
        String posts = Reads.proxy("a", "/a").replace("path: /a", "path: /a, methods: [POST]");

        assertThat(Linted.warnings("", Linted.proxy(cache, endpoint.formatted(""))))
                .isEmpty();
        assertThat(Linted.warnings("", Linted.proxy(cache, endpoint.formatted(cache))))
                .containsExactly("never-cached spec.endpoints[0].policies[0].cache.methods");
        assertThat(Linted.warnings(Linted.group("g", cache), posts.replace("name: a", "name: a, group: g")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cache: { ttl: 5s } }, { responseHeaders: { remove: [X, set-cookie] } } | hidden-from-cache spec.policies[1].responseHeaders.remove[1]",
                "{ cache: { ttl: 5s } }, { responseHeaders: { remove: [Cache-Control] } } | hidden-from-cache spec.policies[1].responseHeaders.remove[0]",
                "{ cache: { ttl: 5s } }, { responseHeaders: { remove: [Set-Cookie] }, when: { path: { equals: /a } } } | hidden-from-cache spec.policies[1].responseHeaders.remove[0]",
                "{ cache: { ttl: 5s } }, { responseHeaders: { remove: [CDN-Cache-Control] } } | ''",
                "{ cache: { mode: http } }, { responseHeaders: { remove: [CDN-Cache-Control] } } | hidden-from-cache spec.policies[1].responseHeaders.remove[0]",
                "{ cache: { ttl: 5s } }, { responseHeaders: { remove: [Cache-Control], set: { cache-control: max-age=5 } } } | ''",
                "{ responseHeaders: { remove: [Set-Cookie, Vary] } }, { cache: { ttl: 5s } } | ''",
                "{ apiKey: {} }, { cache: { ttl: 5s } }, { responseHeaders: { remove: [Set-Cookie] } } | ''",
                "{ apiKey: { optional: true } }, { cache: { ttl: 5s } }, { responseHeaders: { remove: [Set-Cookie] } } | hidden-from-cache spec.policies[2].responseHeaders.remove[0]",
                "{ apiKey: {}, when: { methods: [GET] } }, { cache: { ttl: 5s } }, { responseHeaders: { remove: [Set-Cookie] } } | hidden-from-cache spec.policies[2].responseHeaders.remove[0]",
                "{ apiKey: {} }, { cache: { ttl: 5s, key: { identity: shared } } }, { responseHeaders: { remove: [Set-Cookie] } } | hidden-from-cache spec.policies[2].responseHeaders.remove[0]",
                "{ apiKey: {} }, { cache: { ttl: 5s, key: { identity: shared } } }, { responseHeaders: { remove: [Cache-Control] } } | hidden-from-cache spec.policies[2].responseHeaders.remove[0]",
                "{ apiKey: {} }, { cache: { ttl: 5s, key: { identity: shared } } }, { responseHeaders: { remove: [CDN-Cache-Control] } } | hidden-from-cache spec.policies[2].responseHeaders.remove[0]",
                "{ apiKey: {} }, { cache: { ttl: 5s } }, { responseHeaders: { remove: [Vary] } } | hidden-from-cache spec.policies[2].responseHeaders.remove[0]",
                "{ responseHeaders: { remove: [Set-Cookie] } } | ''",
            })
    void whatAnUpstreamSaysAboutSharingIsNotTakenAwayBeforeTheCache(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cache: { ttl: 30s } | requestHeaders  | { ttl: 31s }      | outlives-call spec.policies[2].cache.ttl",
                "cache: { ttl: 30s } | requestHeaders  | { ttl: 30s }      | ''",
                "cache: { ttl: 30s } | requestHeaders  | { mode: http }    | ''",
                "cache: { ttl: 30s } | responseHeaders | { ttl: 31s }      | ''",
                "cache: { ttl: 30s } | requestHeaders  | { ttl: 31s, key: { template: '${path}:${call.rates.status}' } } | ''",
                "timeout: 1s         | requestHeaders  | { ttl: 31s }      | ''",
            })
    void anAnswerIsNotKeptForLongerThanWhatItIsMadeWith(String kept, String reader, String cache, String expected) {
        String policies = "{ name: rates, apiCall: { upstream: u, path: /r, " + kept + " } }, { " + reader
                + ": { set: { X: '${call.rates.status}' } } }, { cache: " + cache + " }";

        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @Test
    void behindTheCacheWhatIsReadOfACallIsAlwaysPartOfWhatIsStored() {
        String call = "{ name: rates, apiCall: { upstream: u, path: /r, cache: { ttl: 30s } } }";
        String reads = "{ responseHeaders: { set: { X: '${call.rates.status}' } } }";

        assertThat(Linted.warnings("{ cache: { ttl: 1m } }, " + call + ", " + reads))
                .containsExactly("outlives-call spec.policies[0].cache.ttl");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cache: { ttl: 5s, clientNoCache: true } } | without-effect spec.policies[0].cache.clientNoCache",
                "{ cache: { ttl: 5s, clientNoCache: false } } | ''",
                "{ apiKey: { optional: true } }, { cache: { ttl: 5s, clientNoCache: true } } | ''",
                "{ cache: { ttl: 5s, key: { identity: shared } } } | without-effect spec.policies[0].cache.key.identity",
                "{ cache: { ttl: 5s, key: { identity: caller } } } | ''",
                "{ apiKey: { optional: true } }, { cache: { ttl: 5s, key: { identity: shared } } } | ''",
                "{ jwt: { provider: p } }, { cache: { mode: http, key: { identity: shared } } } | ''",
                "{ cache: { ttl: 5s, coherence: 200ms, storage: local } } | without-effect spec.policies[0].cache.coherence",
                "{ cache: { ttl: 5s, coherence: 200ms, storage: distributed } } | without-effect spec.policies[0].cache.coherence",
                "{ cache: { ttl: 5s, coherence: strict, storage: local } } | ''",
                "{ cache: { ttl: 5s, coherence: 200ms } } | ''",
            })
    void aFieldThatChangesNothingIsNamed(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @Test
    void errorsHaveCodes() {
        assertThat(Linted.errors("{ requestHeaders: { set: { X: '${client.ip}' } } }, { cache: { ttl: 5s } }"))
                .containsExactly("unkeyed-input spec.policies[0].requestHeaders.set.X");
        assertThat(Linted.errors("{ cache: { ttl: 5s } }, { apiKey: {} }, { throttle: { limit: 1, per: second } }"))
                .containsExactly("passed-by-cache spec.policies[1].apiKey");
    }

    @Test
    void aGroupIsJudgedWithWhatItsProxiesRun() {
        String proxy = Linted.proxy("{ responseHeaders: { remove: [Vary] } }").replace("name: a", "name: a, group: g");
        String cache = Linted.group("g", "{ cache: { ttl: 5s } }");

        assertThat(Linted.warnings(cache, proxy))
                .containsExactly("hidden-from-cache spec.policies[0].responseHeaders.remove[0]");
        assertThat(Linted.warnings(proxy, cache))
                .containsExactly("hidden-from-cache spec.policies[0].responseHeaders.remove[0]");
        assertThat(Linted.warnings(cache + "---\n" + proxy, Reads.upstream("other")))
                .isEmpty();
    }

    private static List<String> listed(String expected) {
        return expected.isEmpty() ? List.of() : List.of(expected);
    }
}
