package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.policy.TransformSpec;
import dev.noon.model.policy.TransformSpec.Given;
import dev.noon.model.policy.TransformSpec.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a policy is said where it stands, with what was expected. */
class ShapingPoliciesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                          | .transform: is an empty map; expected request, response or both",
                "{ maxBody: 1KiB }                           | transform has neither request nor response; expected at least one",
                "{ request: {} }                             | .transform.request: is an empty map; expected either some of remove",
                "{ request: { remove: [a] } }                | .request.remove[0]: is a; expected a JSONPath such as",
                "{ request: { remove: ['$'] } }              | .request.remove[0]: is $; expected a path to a part of the body",
                "{ request: { remove: ['$.a[?(@.b)]'] } }    | .request.remove[0]: is $.a[?(@.b)]; expected a JSONPath",
                "{ request: { rename: { '$.a[0]': b } } }    | expected a path that ends with a member's name",
                "{ request: { rename: { '$.a': '' } } }      | .request.rename[\"$.a\"]: is ''; expected",
                "{ request: { set: { '$.a': {} } } }         | .request.set[\"$.a\"]: is an empty map; expected text, a number, true, false or null",
                "{ request: { set: { '$.a': '${body.a}' } } } | has an unknown variable ${body.a}; expected header.NAME",
                "{ request: { set: { '$.a': '${body.$..a}' } } } | has an unknown variable ${body.$..a}",
                "{ response: { set: { '$.a': '${claim.}' } } } | has an unknown variable ${claim.}; expected header.NAME, query.NAME, cookie.NAME, path, path.NAME, method, host, client.ip, consumer, claim.NAME, env.NAME, call.NAME.PART, body.JSONPATH",
                "{ response: { template: '{', remove: ['$.a'] } } | expected either some of remove, rename, set; or template",
                "{ response: { remove: ['$.a'], contentType: a/b } } | expected either some of remove, rename, set; or template",
                "{ response: { template: '{\"a\": ${path}x}' } } | transform.response.template is no JSON when its variables are filled in",
                "{ response: { remove: ['$.a'] }, statuses: [100] } | .statuses[0]: is 100, a number; expected a whole number from 200",
                "{ request: { remove: ['$.a'] }, statuses: [200] } | transform.statuses stands without response; expected both",
                "{ request: { remove: ['$.a'] }, maxBody: 9MiB } | .maxBody: is 9MiB; expected a size from 1B to 8MiB",
                "{ request: { remove: ['$.a'] }, onError: ignore } | .onError: is ignore; expected one of: fail, pass",
            })
    void transform(String spec, String problem) {
        assertThat(problems("transform: " + spec)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fault: {}                                    | .fault: is an empty map; expected delay, abort or both",
                "fault: { delay: {} }                         | .fault.delay.time: is missing; expected a duration",
                "fault: { delay: { time: 2m } }               | .delay.time: is 2m; expected a duration from 1ms to 1m",
                "fault: { abort: { status: 200 } }            | .abort.status: is 200, a number; expected a whole number from 400 to 599",
                "fault: { abort: { status: 503, percent: 0 } } | .abort.percent: is 0, a number; expected a whole number from 1 to 100",
                "compress: { level: 10 }                      | .compress.level: is 10, a number; expected a whole number from 1 to 9",
                "compress: { minSize: 2MiB }                  | .compress.minSize: is 2MiB; expected a size from 0B to 1MiB",
                "compress: { contentTypes: [] }               | .compress.contentTypes: is an empty list; expected at least one item",
                "compress: { contentTypes: [Text/HTML] }      | .contentTypes[0]: is Text/HTML; expected a media type in lower case",
                "compress: { gzip: true }                     | unknown field 'gzip'; expected one of: contentTypes, minSize, level",
            })
    void faultAndCompress(String policy, String problem) {
        assertThat(problems(policy)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ path: /r }                                      | .apiCall.upstream: is missing; expected text",
                "{ upstream: u }                                   | .apiCall.path: is missing; expected text",
                "{ upstream: u, path: r }                          | .apiCall.path: is r; expected a path that starts with / or ${path}",
                "{ upstream: u, path: '${query.to}' }              | .apiCall.path: is ${query.to}; expected a path that starts with /",
                "{ upstream: u, path: '/r#a' }                     | .apiCall.path: is /r#a; expected a path",
                "{ upstream: u, path: '/r/${call.r.bdy}' }         | has an unknown variable ${call.r.bdy}; expected header.NAME",
                "{ upstream: u, path: '/r/${call.r.body.$..a}' }   | has an unknown variable ${call.r.body.$..a}",
                "{ upstream: u, path: /r, method: DELETE }         | .apiCall.method: is DELETE; expected one of: GET, POST, PUT",
                "{ upstream: u, path: /r, body: x }                | body only with method POST or PUT, cache only with GET",
                "{ upstream: u, path: /r, method: POST, cache: { ttl: 5s } } | body only with method POST or PUT, cache only with GET",
                "{ upstream: u, path: /r, headers: { Host: a } }   | .apiCall.headers.Host: is Host; the gateway itself writes",
                "{ upstream: u, path: /r, headers: { Authorization: a } } | expected no secrets in definitions: use a credential",
                "{ upstream: u, path: /r, headers: { X: '${header.Y}' }, cache: { ttl: 5s } } | apiCall.headers.X differs among requests, and answers are kept by path and query",
                "{ upstream: u, path: /r, timeout: 2m }            | .apiCall.timeout: is 2m; expected a duration from 1ms to 1m",
                "{ upstream: u, path: /r, cache: { ttl: 0s } }     | .apiCall.cache.ttl: is 0s; expected a duration from 1s to 30d",
                "{ upstream: u, path: /r, statuses: [100] }        | .apiCall.statuses[0]: is 100, a number; expected a whole number from 200",
                "{ upstream: u, path: /r, onError: pass }          | .apiCall.onError: is pass; expected one of: fail, continue",
            })
    void apiCall(String spec, String problem) {
        assertThat(problems("apiCall: " + spec)).contains(problem);
    }

    @Test
    void whatIsSetKeepsTheTypeThatItIsWrittenWith() {
        String set =
                "policies: [ { transform: { request: { set: { '$.a': '1', '$.b': 1, '$.c': true, '$.d': null } } } } ]";
        ApiProxy proxy = (ApiProxy) Reads.one(Reads.proxy("a", "/a", set)).definition();
        TransformSpec spec = (TransformSpec) proxy.policies().get(0);
        assertThat(((Shape.Edits) spec.request().orElseThrow()).set())
                .containsEntry("$.a", new Given.Text(Template.parse("1")))
                .containsEntry("$.b", new Given.Plain("1"))
                .containsEntry("$.c", new Given.Plain("true"))
                .containsEntry("$.d", new Given.Plain("null"));
    }

    private static String problems(String policy) {
        return String.join("\n", Reads.problems(Reads.proxy("a", "/a", "policies: [ { " + policy + " } ]")));
    }
}
