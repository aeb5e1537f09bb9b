package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the kinds beside proxies, groups and upstreams. */
class KindRulesTest {
    private static final String CLIENT = "clientId: web, ";
    private static final String PROVIDER = "issuer: 'https://a.example', audiences: [x], ";
    private static final String KEYS = "keys: { jwksUrl: 'https://a.example/k' }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Policy | { }                                          | 4:7  | is an empty map; expected exactly one of requestHeaders, responseHeaders, ",
                "Policy | { cache: {ttl: 1s}, requestHeaders: {remove: [A]} } | 4:7 | expected exactly one of requestHeaders",
                "Policy | { ref: other }                               | 4:9  | unknown field 'ref'; expected one of: requestHeaders",
                "Policy | { name: x, cache: {ttl: 1s} }                | 4:9  | unknown field 'name'",
                "Policy | { cache: {ttl: 0s} }                         | 4:22 | is 0s; expected a duration from 1s to 30d",
                "Policy | { requestHeaders: {set: {A: a, a: b}} }      | 4:38 | sets a for a second time",
                "Environment | { variables: {1A: x} }                  | 4:21 | is 1A; expected a variable's name such as LOANS_URL",
                "Environment | { variables: {A: 5} }                   | 4:24 | is 5, a number; expected text (quote it: \"5\")",
                "Environment | { variables: {A: \"x\\ny\"} }       | 4:24 | is x\\u000ay; expected printable ASCII characters",
                "Environment | { adminUrl: noon }                      | 4:19 | is noon; expected an address such as https://",
                "Environment | { adminUrl: 'http://u:p@h' }            | 4:19 | is http://…@h; expected no user, password or fragment",
                "Environment | { adminURL: x }                         | 4:9  | unknown field 'adminURL'; did you mean 'adminUrl'?",
                "Consumer | { }                                        | 4:7  | is an empty map; expected identifiers or credentials",
                "Consumer | { tier: gold }                             | 4:7 | spec: is without identifiers and credentials",
                "Consumer | { identifiers: ['a b'] }                   | 4:23 | is a b; expected 1 to 256 printable ASCII characters",
                "Consumer | { identifiers: [a, a] }                    | 4:26 | is a for a second time",
                "Consumer | { identifiers: [a], tags: [Gold] }         | 4:34 | is Gold; expected a name of at most 63",
                "IdentityProvider | { audiences: [x], KEYS }           | 4:7  | spec.issuer: is missing",
                "IdentityProvider | { issuer: 'https://a.example', KEYS } | 4:7 | spec.audiences: is missing; expected a list",
                "IdentityProvider | { PROVIDER keys: {} }              | 4:60 | is an empty map; expected either jwksUrl or inline",
                "IdentityProvider | { PROVIDER keys: { jwksUri: 'https://a' } } | 4:62 | unknown field 'jwksUri'; did you mean 'jwksUrl'?",
                "IdentityProvider | { PROVIDER KEYS, algorithms: [none] }  | 4:109 | is none; expected one of: RS256",
                "IdentityProvider | { PROVIDER KEYS, algorithms: [HS256] } | 4:109 | is HS256; did you mean 'RS256'? expected one of",
                "IdentityProvider | { PROVIDER KEYS, clockSkew: 6m }   | 4:107 | is 6m; expected a duration from 0ms to 5m",
                "IdentityProvider | { PROVIDER keys: { inline: [ { kid: a, pem: x } ] } } | 4:87 | is not a public key in PEM",
                "IdentityProvider | { PROVIDER keys: { inline: [ { kid: a, pem: '-----BEGIN PRIVATE KEY-----' } ] } } | 4:87 | is a private key; expected the public one",
                "OAuthClient | { CLIENT grants: [] }                   | 4:32 | is an empty list; expected at least one item",
                "OAuthClient | { CLIENT grants: [password] }           | 4:33 | is password; expected one of: authorization_code",
                "OAuthClient | { CLIENT grants: [implicit] }           | 4:33 | is implicit; expected one of: authorization_code",
                "OAuthClient | { CLIENT grants: [authorization_code] } | 4:32 | spec.grants: has authorization_code; expected redirectUris too",
                "OAuthClient | { CLIENT grants: [client_credentials] } | 4:32 | expected a secret too: a public client cannot",
                "OAuthClient | { CLIENT secret: s, grants: [client_credentials], redirectUris: ['https://a'] } | 4:43 | expected no redirectUris then",
                "OAuthClient | { CLIENT secret: s, grants: [client_credentials, refresh_token] } | 4:43 | has refresh_token; expected authorization_code too",
                "OAuthClient | { CLIENT grants: [authorization_code], redirectUris: ['http://a.example/cb'] } | 4:69 | expected https; http only to the same machine",
                "OAuthClient | { CLIENT grants: [authorization_code], redirectUris: ['javascript:x'] } | 4:69 | expected https, or an application's own scheme",
                "OAuthClient | { CLIENT grants: [authorization_code], redirectUris: ['/cb'] } | 4:69 | expected an absolute address without a fragment",
                "OAuthClient | { CLIENT grants: [authorization_code], redirectUris: ['https://a/*#x'] } | 4:69 | without a fragment",
                "OAuthClient | { CLIENT grants: [authorization_code], redirectUris: ['https://a'], lifetimes: { access: 2d } } | 4:104 | expected a duration from 1m to 1d",
                "OAuthClient | { CLIENT grants: [authorization_code], redirectUris: ['https://a'], scopes: ['a b'] } | 4:92 | is a b; expected a scope such as",
                "CacheServer | { }                                     | 4:7  | is an empty map; expected either managed or remote",
                "CacheServer | { remote: { cluster: c, members: [h] } } | 4:41 | is h; expected host:port, for example 10.0.0.1:5701",
                "CacheServer | { remote: { cluster: c, members: ['h:70000'] } } | 4:41 | expected a port from 1 to 65535",
                "CacheServer | { managed: { namespace: n, replicas: 0, memory: 1GiB } } | 4:44 | is 0, a number; expected a whole number from 1 to 100",
                "CacheServer | { managed: { namespace: n, replicas: 3, memory: 1MiB } } | 4:55 | expected a size from 64MiB to 1024GiB",
                "CacheServer | { managed: { namespace: n, replicas: 3, memory: 1GiB, quorum: 1 } } | 4:69 | spec.managed.quorum: is 1; expected a whole number from 2 to 3",
                "CacheServer | { managed: { namespace: n, replicas: 3, memory: 1GiB, cpu: 0.5 } } | 4:66 | is 0.5, a number; expected text",
                "CacheServer | { managed: { namespace: n, replicas: 3, memory: 1GiB, cpu: 0m } } | 4:66 | expected a share of processors such as 500m",
                "Probe | { request: { target: / } }                    | 4:7 | spec: is without interval and afterApply",
                "Probe | { request: { target: loans }, afterApply: true } | 4:28 | is loans; expected a path that starts with /",
                "Probe | { request: { target: '/a?b c' }, afterApply: true } | 4:28 | expected only characters that a query may have",
                "Probe | { request: { target: /, method: TRACE }, afterApply: true } | 4:39 | CONNECT and TRACE are never served",
                "Probe | { request: { target: /, host: '*' }, afterApply: true } | 4:37 | is *; expected one host's name",
                "Probe | { request: { target: /, headers: { Authorization: x } }, afterApply: true } | 4:42 | expected no secrets in definitions",
                "Probe | { request: { target: / }, expect: { status: [99] }, interval: 5s } | 4:52 | is 99, a number; expected a whole number from 100 to 599",
                "Probe | { request: { target: / }, interval: 100ms }   | 4:43 | is 100ms; expected a duration from 1s to 1d",
                "Probe | { request: { target: / }, afterApply: 1 }     | 4:45 | is 1, a number; expected true or false",
            })
    void aFieldIsHeldAgainstItsRule(String kind, String spec, String place, String message) {
        String written =
                spec.replace("CLIENT ", CLIENT).replace("PROVIDER ", PROVIDER).replace("KEYS", KEYS);
        assertThat(Reads.problems(document(kind, written))).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("a.yaml:" + place + ": ")
                .contains(message));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anUnknownFieldOfAnyKindIsRefused(Kind kind) {
        assertThat(Reads.problems(document(kind.text(), "{ unheard: of }")))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("a.yaml:4:9: spec").contains("unknown field"));
    }

    @ParameterizedTest
    @CsvSource({
        "API_PROXY, true",
        "UPSTREAM, true",
        "PROXY_GROUP, true",
        "POLICY, true",
        "ENVIRONMENT, true",
        "CREDENTIAL, true",
        "CONSUMER, true",
        "IDENTITY_PROVIDER, true",
        "OAUTH_CLIENT, false",
        "CACHE_SERVER, false",
        "PROBE, false"
    })
    void aKindSaysWhetherNodesActOnIt(Kind kind, boolean enforced) {
        assertThat(kind.isEnforced()).isEqualTo(enforced);
        assertThat(kind.notYet().isEmpty()).isEqualTo(enforced);
    }

    @Test
    void aKeyIsNeverRepeatedInAnError() {
        String spec = "{ " + PROVIDER + "keys: { inline: [ { kid: a, pem: 'PRIVATE KEY hunter2' } ] } }";
        assertThat(Reads.problems(document("IdentityProvider", spec)))
                .singleElement()
                .asString()
                .doesNotContain("hunter2");
    }

    private static String document(String kind, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: a }\nspec: " + spec + "\n";
    }
}
