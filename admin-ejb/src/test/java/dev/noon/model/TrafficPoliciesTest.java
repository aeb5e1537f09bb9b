package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a policy is said where it stands, with what was expected. */
class TrafficPoliciesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | .origins: is missing; expected a list",
                "{ origins: [] }                     | .origins: is an empty list; expected at least one item",
                "{ origins: [app.example.com] }      | .origins[0]: is app.example.com; expected scheme and host",
                "{ origins: ['https://a.example/'] } | .origins[0]: is https://a.example/; expected scheme and host",
                "{ origins: ['HTTPS://a.example'] }  | .origins[0]: is HTTPS://a.example; expected scheme and host in lower",
                "{ origins: ['https://a.b:443'] }    | .origins[0]: is https://a.b:443; expected it without its default port",
                "{ origins: ['null'] }               | .origins[0]: is null; any sandboxed page has this origin",
                "{ origins: ['https://*'] }          | .origins[0]: is https://*; expected scheme and host",
                "{ origins: ['*', 'https://a.b'] }   | .origins has * beside others; expected * alone, or none",
                "{ origins: ['*'], credentials: true } | cors.credentials is true and cors.origins is *: any page",
                "{ origins: ['*'], maxAge: 2d }      | .maxAge: is 2d; expected a duration from 0ms to 1d",
                "{ origins: ['*'], methods: [get] }  | .methods[0]: is get; expected GET",
                "{ origin: ['*'] }                   | unknown field 'origin'; did you mean 'origins'?",
            })
    void cors(String spec, String problem) {
        assertThat(problems("cors: " + spec)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ idle: 500ms } | .idle: is 500ms; expected a duration from 1s to 1d",
                "{ idle: 2d }    | .idle: is 2d; expected a duration from 1s to 1d",
                "{ idle: 5 }     | .idle: is 5, a number; expected a duration",
                "{ idel: 5m }    | unknown field 'idel'; did you mean 'idle'?",
            })
    void webSocket(String spec, String problem) {
        assertThat(problems("webSocket: " + spec)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ from: Forwarded }                 | ipFilter has neither allow nor deny; expected at least one of them",
                "{ allow: [10.0.0.0/33] }            | .allow[0]: is 10.0.0.0/33; expected an address such as",
                "{ allow: [10.0.0.1/8] }             | .allow[0]: is 10.0.0.1/8; expected an address such as 192.0.2.7 or",
                "{ allow: [010.0.0.0/8] }            | .allow[0]: is 010.0.0.0/8; expected",
                "{ deny: ['2001:db8::/129'] }        | .deny[0]: is 2001:db8::/129; expected",
                "{ deny: [example.com] }             | .deny[0]: is example.com; expected",
                "{ deny: [10.0.0.1], from: Via }     | .from: is Via; expected one of: X-Forwarded-For, Forwarded",
            })
    void ipFilter(String spec, String problem) {
        assertThat(problems("ipFilter: " + spec)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redirect: {}                                 | .redirect.to: is missing; expected text",
                "redirect: { to: '${header.X}' }              | .redirect.to: is ${header.X}; expected a path such as",
                "redirect: { to: 'https://${header.X}/' }     | expected a path such as /new${path}, or scheme, host and path",
                "redirect: { to: 'https://a.b${query.x}' }    | in which clients do not choose the host",
                "redirect: { to: 'https://a.b${path.id}/' }   | in which clients do not choose the host",
                "redirect: { to: '//evil.org' }               | .redirect.to: is //evil.org; expected",
                "redirect: { to: 'javascript:alert(1)' }      | .redirect.to: is javascript:alert(1); expected",
                "redirect: { to: 'https://a@b/' }             | .redirect.to: is https://a@b/; expected",
                "redirect: { to: /a, status: 200 }            | .redirect.status: is 200, a number; expected one of: 301, 302",
                "mock: { status: 100 }                        | .mock.status: is 100, a number; expected a whole number from 200",
                "mock: { body: '${nope}' }                    | .mock.body: has an unknown variable ${nope}",
                "mock: { headers: { Content-Length: '1' } }   | .mock.headers.Content-Length: is Content-Length; the gateway",
                "rewrite: {}                                  | .rewrite: is an empty map; expected path, query or host",
                "rewrite: { path: { to: 'v2${path}' } }       | .path.to: is v2${path}; expected a path that starts with /",
                "rewrite: { path: { to: '${path.id}/x' } }    | .path.to: is ${path.id}/x; expected a path that starts with /",
                "rewrite: { path: { to: '/a?b' } }            | .path.to: is /a?b; expected a path",
                "rewrite: { path: { replace: { match: a } } } | .path.replace.with: is missing; expected text",
                "rewrite: { path: { replace: { match: '(a', with: b } } } | .path.replace.match: is (a; expected a pattern in RE2 syntax",
                "rewrite: { path: { replace: { match: a, with: '$1' } } } | replace.with has $1, but the pattern has 0 groups",
                "rewrite: { path: { replace: { match: a, with: 'b$' } } } | .replace.with: is b$; expected at most 1000",
                "rewrite: { host: 'a b' }                     | .rewrite.host: is a b; expected a host name, perhaps with a port",
            })
    void answersAndRewrites(String policy, String problem) {
        assertThat(problems(policy)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                              | .validate: is an empty map; expected contentTypes, maxBody, maxDepth or schema",
                "{ maxBody: 2MiB }               | .maxBody: is 2MiB; expected a size from 1B to 1MiB",
                "{ maxDepth: 0 }                 | .maxDepth: is 0, a number; expected a whole number from 1 to 256",
                "{ contentTypes: [json] }        | .contentTypes[0]: is json; expected a media type in lower case",
                "{ schema: '{' }                 | .schema: the schema is not JSON",
                "{ schema: '[]' }                | .schema: has [] at ; expected a schema",
                "{ schema: '{\"requird\":[]}' }  | .schema: has requird at /requird, which would not be honoured",
                "{ schema: '{\"format\":\"x\"}' } | .schema: has format at /format, which would not be honoured",
                "{ schema: '{\"pattern\":\"(?=a)\"}' } | .schema: has a pattern at /pattern that is (?=a); expected a pattern in RE2",
                "{ schema: '{\"$ref\":\"http://a/b\"}' } | .schema: refers to http://a/b at /$ref; expected #/$defs/NAME",
                "{ schema: '{\"$defs\":{\"a\":{\"not\":{\"$ref\":\"#/$defs/a\"}}}}' } | which contains itself; expected no",
                "{ schema: '{\"type\":\"numbr\"}' } | .schema: is no schema of draft 2020-12",
            })
    void validate(String spec, String problem) {
        assertThat(problems("validate: " + spec)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                        | .threats.rules: is missing; expected",
                "{ rules: {} }                             | .threats.rules: is an empty map; expected at least one rule",
                "{ rules: { a: { match: x } } }            | .rules.a.in: is missing; expected a list",
                "{ rules: { a: { in: [url], match: x } } } | .rules.a.in[0]: is url; expected one of: path, query, headers, body",
                "{ rules: { a: { in: [path], match: '(' } } } | .rules.a.match: is (; expected a pattern in RE2 syntax, but it has",
                "{ rules: { a: { in: [path], match: x, fields: [b] } } } | fields stands without body in 'in'; expected both",
                "{ rules: { a: { in: [body], match: x, action: deny } } } | .rules.a.action: is deny; expected one of: block, log",
            })
    void threats(String spec, String problem) {
        assertThat(problems("threats: " + spec)).contains(problem);
    }

    private static String problems(String policy) {
        return String.join("\n", Reads.problems(Reads.proxy("a", "/a", "policies: [ { " + policy + " } ]")));
    }
}
