package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec: 5                                      | 7:3  | spec.spec: unknown field 'spec'",
                "stripPath: yes                               | 7:14 | spec.stripPath: is yes; expected true or false",
                "policies: {}                                 | 7:13 | spec.policies: is an empty map; expected a list",
                "policies: [ x ]                              | 7:15 | spec.policies[0]: is x; expected exactly one of",
                "policies: [ { } ]                            | 7:15 | is an empty map; expected exactly one of",
                "policies: [ { name: x } ]                    | 7:15 | has name; expected exactly one of requestHeaders",
                "policies: [ { cash: {ttl: 1s} } ]            | 7:17 | unknown field 'cash'; did you mean 'cache'?",
                "policies: [ { cache: {storage: local} } ]    | 7:15 | cache.ttl is missing; expected a duration, or mode",
                "policies: [ { cache: {} } ]                  | 7:24 | expected a map with ttl, or with mode: http",
                "policies: [ { cache: {ttl: 1s, mode: htp} } ] | 7:40 | did you mean 'http'?",
                "policies: [ { cache: {ttl: 1s, ttlByStatus: {'206': 1s}} } ] | 7:15 | names 206; expected a final status",
                "policies: [ { cache: {ttl: 1s, ttlByStatus: {'99': 1s}} } ] | 7:47 | has 99; expected statuses from 200 to 599",
                "policies: [ { cache: {ttl: 1s, coalesce: {across: region}} } ] | 7:53 | expected one of: none, node, cluster",
                "policies: [ { cache: {ttl: 1s, onError: {status: 200, message: x}} } ] | 7:52 | expected a whole number from 400 to 599",
                "policies: [ { cache: {ttl: 1s, onError: {action: halt, message: x}} } ] | 7:52 | is halt; expected one of: stop, continue",
                "policies: [ { cache: {ttl: 1s, onError: {action: halt}} } ] | 7:52 | is halt; expected one of: stop, continue",
                "policies: [ { cache: {ttl: 1s, onError: {action: continue, status: 500}} } ] | 7:43 | has action, status; expected message and perhaps status and action: stop, or action: continue alone",
                "policies: [ { cache: {ttl: 1s, onError: {action: stop}} } ] | 7:43 | has action; expected message and perhaps status",
                "policies: [ { cache: {ttl: 1s, onError: {}} } ] | 7:43 | expected message and perhaps status",
                "policies: [ { cache: {mode: http, onInvalidationError: {action: continue, message: x}} } ] | 7:58 | has action, message; expected message and perhaps status and action: stop, or action: continue alone",
                "policies: [ { cache: {mode: http, onInvalidationError: {action: ignore}} } ] | 7:67 | is ignore; expected one of: stop, continue",
                "policies: [ { cache: {ttl: 0s} } ]           | 7:30 | is 0s; expected a duration from 1s to 30d",
                "policies: [ { cache: {ttl: 31d} } ]          | 7:30 | is 31d; expected a duration from 1s to 30d",
                "policies: [ { cache: {ttl: 99999999999999999999d} } ] | 7:30 | expected a duration from 1s to 30d",
                "policies: [ { cache: {ttl: 1.5s} } ]         | 7:30 | is 1.5s; expected a duration such as",
                "policies: [ { cache: {ttl: } } ]             | 7:29 | is empty; expected a duration such as",
                "policies: [ { cache: {ttl: 1s, storage: tierd} } ] | 7:43 | did you mean 'tiered'? expected one of: local",
                "policies: [ { cache: {ttl: 1s, maxObject: 17MiB} } ] | 7:45 | expected a size from 1B to 16MiB",
                "policies: [ { cache: {ttl: 1s, maxObject: 64KB} } ] | 7:45 | is 64KB; expected a size such as 64KiB",
                "policies: [ { cache: {ttl: 1s, maxObject: 64} } ] | 7:45 | is 64, a number; expected a size such as",
                "policies: [ { cache: {ttl: 1s, methods: [POST]} } ] | 7:15 | has POST, and the key has nothing of the body: all requests would be alike; expected ${body} or ${body.JSONPATH} in cache.key.template",
                "policies: [ { cache: {mode: http, methods: [POST], key: {template: '${body}'}} } ] | 7:15 | has POST with mode: http; expected mode: policy",
                "policies: [ { cache: {ttl: 1s, methods: [PUT]} } ] | 7:44 | is PUT; expected GET or HEAD, or with the body in the key POST,",
                "policies: [ { cache: {ttl: 1s, key: {template: '${body.a}'}} } ] | 7:50 | unknown variable ${body.a}; expected header.NAME",
                "policies: [ { cache: {ttl: 1s, maxBody: 2MiB} } ] | 7:43 | is 2MiB; expected a size from 1B to 1MiB",
                "policies: [ { cache: {ttl: 1s, ttlField: ttl} } ] | 7:44 | is ttl; expected a JSONPath such as",
                "policies: [ { cache: {ttl: 1s, ttlField: '$.a[*]'} } ] | 7:44 | expected a JSONPath to one value",
                "policies: [ { cache: {ttl: 1s, ttlClaim: 'a b'} } ] | 7:44 | expected 1 to 256 printable ASCII",
                "policies: [ { cache: {mode: http, ttlField: $.a} } ] | 7:24 | has mode, ttlField; expected a map with ttl, or with mode: http and then neither",
                "policies: [ { cache: {ttl: 1s, mode: http, ttlClaim: exp} } ] | 7:24 | expected a map with ttl, or with mode: http and then neither ttlField nor ttlClaim",
                "policies: [ { cache: {ttl: 1s, methods: []} } ] | 7:43 | is an empty list; expected at least one item",
                "policies: [ { cache: {ttl: 1s, key: {}} } ]  | 7:39 | expected either query or template",
                "policies: [ { cache: {ttl: 1s, key: {identity: everyone}} } ] | 7:50 | is everyone; expected one of: caller, shared",
                "policies: [ { cache: {ttl: 1s, key: {identity: shared, query: [a], template: b}} } ] | 7:39 | expected either query or template",
                "policies: [ { cache: {ttl: 1s, key: {query: [a], template: b}} } ] | 7:39 | expected either query or template",
                "policies: [ { cache: {ttl: 1s, key: {query: [a, b, a]}} } ] | 7:54 | is a for a second time",
                "policies: [ { cache: {ttl: 1s, key: {query: a}} } ] | 7:47 | is a; expected a list",
                "policies: [ { cache: {ttl: 1s, key: {template: ''}} } ] | 7:50 | is empty; expected text such as ${path}",
                "policies: [ { cache: {ttl: 1s, key: {template: '${pth}'}} } ] | 7:50 | unknown variable ${pth}; expected header.NAME",
                "policies: [ { cache: {ttl: 1s} }, { name: b, cache: {ttl: 1s} } ] | 7:37 | is the second cache policy of the list",
                "policies: [ { requestHeaders: {} } ]         | 7:33 | is an empty map; expected set or remove",
                "policies: [ { requestHeaders: {set: {}} } ]  | 7:39 | is an empty map; expected at least one header",
                "policies: [ { requestHeaders: {set: {X-A: 5}} } ] | 7:45 | is 5, a number; expected text (quote it: \"5\")",
                "policies: [ { requestHeaders: {set: {X-A: true}} } ] | 7:45 | is true; expected text (quote it: \"true\")",
                "policies: [ { requestHeaders: {set: {X-A: 0x10}} } ] | 7:45 | is 16, a number; expected text",
                "policies: [ { requestHeaders: {set: {X-A: [a]}} } ] | 7:45 | is a list; expected text",
                "policies: [ { requestHeaders: {set: {'X A': a}} } ] | 7:40 | is X A; expected a header name such as",
                "policies: [ { requestHeaders: {set: {host: a}} } ] | 7:40 | is host; the gateway itself writes this header",
                "policies: [ { requestHeaders: {set: {Proxy-Foo: a}} } ] | 7:40 | the gateway itself writes this header",
                "policies: [ { requestHeaders: {remove: [TE]} } ] | 7:43 | is TE; the gateway itself writes this header",
                "policies: [ { requestHeaders: {set: {authorization: Basic eA}} } ] | 7:40 | use a credential of the upstream",
                "policies: [ { requestHeaders: {set: {X-A: \"a\\r\\nb\"}} } ] | 7:45 | expected printable ASCII characters",
                "policies: [ { requestHeaders: {set: {X-A: \"a\\0b\"}} } ] | 7:45 | is a\\u0000b; expected printable ASCII",
                "policies: [ { requestHeaders: {set: {X-A: a, x-a: b}} } ] | 7:48 | sets x-a for a second time",
                "policies: [ { responseHeaders: {set: {X-A: '${claim.}'}} } ] | 7:46 | unknown variable ${claim.}",
                "policies: [ { responseHeaders: {set: {X-A: a}} }, { responseHeaders: {set: {X-A: a}} } ] | 7:53 | is the second policy named 'responseHeaders'",
                "policies: [ { ref: x, cache: {ttl: 1s} } ]  | 7:15 | expected exactly one of requestHeaders, responseHeaders, ",
                "policies: [ { ref: X } ]                     | 7:22 | is X; expected a name of at most 63 characters",
                "policies: [ { ref: x }, { ref: x } ]         | 7:27 | is the second policy named 'x'; expected a name of its own",
                "policies: [ { ref: x }, { name: x, ref: y } ] | 7:27 | is the second policy named 'x'",
                "disable: [a, a]                              | 7:16 | spec.disable[1]: is a for a second time",
                "disable: ['-']                               | 7:13 | is -; expected a name of at most 63 characters",
                "endpoints: [ { match: {path: /b}, policies: [] } ] | 7:32 | is /b; expected a path beneath the route's, /a",
                "endpoints: [ { match: {path: /ab}, policies: [] } ] | 7:32 | is /ab; expected a path beneath the route's, /a",
                "endpoints: [ { match: {path: /a} } ]         | 7:16 | expected match, and policies or disable",
                "endpoints: [ { policies: [], disable: [x] } ] | 7:16 | spec.endpoints[0].match: is missing; expected exactly one of path, template, prefix",
                "endpoints: [ { match: {path: /a}, disable: [x] }, { match: {path: /a}, disable: [x] } ] | 7:69 | is /a for a second time",
                "credential: x                                | 7:3  | unknown field 'credential'; expected one of: route",
            })
    void aFieldOfAProxyIsHeldAgainstItsRule(String line, String place, String message) {
        assertThat(Reads.problems(Reads.proxy("a", "/a", line)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("a.yaml:" + place + ": ").contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts: [A.example], path: /a          | is A.example; expected a lower-case host name",
                "hosts: ['a.*.com'], path: /a          | is a.*.com; expected a host name, *. and a name for every host beneath it",
                "hosts: ['*.'], path: /a               | is *.; expected a host name, *. and a name",
                "exact: a                              | is a; expected a path that starts with /",
                "template: /a                          | is /a; expected at least one parameter, such as {id}",
                "template: '/a/{id'                    | expected parameters that are a whole segment, such as {id}",
                "template: '/a/x{id}'                  | expected parameters that are a whole segment",
                "template: '/a/{1}'                    | expected parameters that are a whole segment",
                "template: '/{a}/{a}'                  | expected each parameter once",
                "template: '/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}' | expected at most 8 parameters",
                "template: 'a/{id}'                    | expected a path that starts with /",
                "template: '/a/../{id}'                | expected a path without . or .. segments",
                "pattern: '/a('                        | expected a pattern in RE2 syntax, but it has a missing closing ): /a(",
                "pattern: '(?=a)'                      | expected a pattern in RE2 syntax, but it has an invalid or unsupported Perl syntax: (?=",
                "pattern: '((a{100}){100}){100}'       | expected fewer repetitions within repetitions",
                "pattern: ''                           | expected a pattern of 1 to 512 characters",
                "path: /a, exact: /a                   | has path, exact; expected exactly one of path, exact, template, pattern",
                "hosts: [a.b]                          | has hosts; expected exactly one of path, exact, template, pattern",
                "path: /a, headers: {}                 | is an empty map; expected 1 to 20 names",
                "path: /a, headers: { 'X Y': { present: true } } | is X Y; expected a header name",
                "path: /a, headers: { X: { } }         | is an empty map; expected exactly one of equals, matches, present",
                "path: /a, headers: { X: { equals: a, present: true } } | has equals, present; expected exactly one of",
                "path: /a, query: { x: { matches: '[' } } | expected a pattern in RE2 syntax",
                "hosts: ['a:80'], path: /a             | is a:80; expected a host name without a port",
                "hosts: [], path: /a                   | expected at least one item",
                "hosts: a, path: /a                    | is a; expected a list",
                "path: ''                              | is ''; expected a path that starts with /",
                "path: /a//b                           | is /a//b; expected a path without //",
                "path: /a/../b                         | expected a path without . or .. segments",
                "path: /a/%2e%2E/b                     | expected a path without . or .. segments",
                "path: /a%2fb                          | expected a path without encoded /",
                "path: /a%00                           | expected a path without encoded /",
                "path: '/a?b'                          | without query (?) or fragment (#)",
                "path: '/a#b'                          | without query (?) or fragment (#)",
                "path: '/a b'                          | expected only characters that a URL path may have",
                "path: /%61                            | expected it in its normal form, /a",
                "path: /a, methods: [get]              | is get; expected GET (the case of methods counts)",
                "path: /a, methods: [CONNECT]          | CONNECT and TRACE are never served",
                "path: /a, methods: [TRACE]            | CONNECT and TRACE are never served",
                "path: /a, methods: ['*']              | is *; expected methods by name, or no list at all",
                "path: /a, methods: ['G T']            | is G T; expected a method such as GET",
                "path: 5                               | is 5, a number; expected text (quote it",
            })
    void aRouteIsHeldAgainstItsRules(String route, String message) {
        String text = Reads.proxy("a", "/a").replace("path: /a", route);
        assertThat(Reads.problems(text)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("a.yaml:5:")
                .contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "targets: []                                              | expected at least one item",
                "targets: [ { url: 'http://u:p@a:1' } ]                   | is http://…@a:1; expected no user or password",
                "targets: [ { url: 'http://a:1/x' } ]                     | without path, query or fragment",
                "targets: [ { url: 'http://a:1?x' } ]                     | without path, query or fragment",
                "targets: [ { url: 'https://a:1' } ], tls: { key: a }     | a key alone; expected certificate and key",
                "targets: [ { url: 'https://a:1' } ], tls: { authorities: a } | is not a certificate in PEM",
                "targets: [ { url: 'https://a:1' } ], tls: { serverName: '*' } | expected one host's name",
                "targets: [ { url: 'http://a:0' } ]                       | expected a port from 1 to 65535",
                "targets: [ { url: 'http://a:65536' } ]                   | expected a port from 1 to 65535",
                "targets: [ { url: 'http://:1' } ]                        | expected an address such as http://host:8080",
                "targets: [ { url: 'ftp://a:1' } ]                        | expected an address such as http://host:8080",
                "targets: [ { url: 'http://${env.}:1' } ]                 | has an unknown variable ${env.}; expected header.NAME",
                "targets: [ { url: 'http://${host}:1' } ]                 | has ${host}; expected only ${env.NAME}",
                "targets: [ { url: 'http://a:1' } ], credential: A        | is A; expected a name of at most 63 characters",
                "targets: [ { url: a } ]                                  | expected an address such as http://host:8080",
                "targets: [ { url: 'http://a:1', weight: 1001 } ]         | expected a whole number from 1 to 1000",
                "targets: [ { url: 'http://a:1', weight: 1.0 } ]          | is 1.0, a number; expected a whole number",
                "targets: [ { url: 'http://a:1', weight: '1' } ]          | is 1 as text; expected a whole number from 1 to 1000, without quotes",
                "targets: [ { url: 'http://a:1' } ], timeouts: { connect: 0s }    | expected a duration from 1ms to 10m",
                "targets: [ { url: 'http://a:1' } ], timeouts: { response: 11m }  | expected a duration from 1ms to 10m",
                "targets: [ { url: 'http://a:1' } ], timeouts: { conect: 1s }     | did you mean 'connect'?",
                "targets: [ { url: 'http://a:1' } ], timeouts: { total: 2d }      | expected a duration from 1ms to 1d",
                "targets: [ { url: 'http://a:1' } ], health: { }                  | is an empty map; expected active, passive or both",
                "targets: [ { url: 'http://a:1' } ], health: { active: { path: x } }  | is x; expected a path that starts with /",
                "targets: [ { url: 'http://a:1' } ], health: { active: { interval: 5s } } | path: is missing",
                "targets: [ { url: 'http://a:1' } ], health: { active: { path: /, interval: 100ms } } | expected a duration from 1s to 10m",
                "targets: [ { url: 'http://a:1' } ], health: { active: { path: /, host: 'a b' } } | health.active.host: is a b; expected",
                "targets: [ { url: 'http://a:1' } ], health: { passive: { failures: 0 } } | expected a whole number from 1 to 10000",
                "targets: [ { url: 'http://a:1' } ], health: { passive: { outcomes: [], statuses: [] } } | expected something that is a failure",
                "targets: [ { url: 'http://a:1' } ], sticky: { cookie: c }          | sticky.secret: is missing",
                "targets: [ { url: 'http://a:1' } ], sticky: { secret: short }      | is too short (it is not shown); expected 16 characters",
                "targets: [ { url: 'http://a:1' } ], sticky: { cookie: 'a b', secret: 0123456789abcdef } | expected the name of a cookie",
                "targets: [ { url: 'http://a:1' } ], hedge: { }                     | is missing",
                "targets: [ { url: 'http://a:1' } ], hedge: { after: 0ms }          | expected a duration from 1ms to 1m",
                "targets: [ { url: 'http://a:1' } ], hedge: { after: 1s, budget: 0 } | expected a whole number from 1 to 100",
                "targets: [ { url: 'http://a:1' } ], maxConcurrent: 0             | expected a whole number from 1 to 100000",
            })
    void anUpstreamIsHeldAgainstItsRules(String spec, String message) {
        String text = "apiVersion: noon.dev/v1\nkind: Upstream\nmetadata: { name: u }\nspec: { " + spec + " }\n";
        assertThat(Reads.problems(text)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("a.yaml:4:")
                .contains(message));
    }
}
