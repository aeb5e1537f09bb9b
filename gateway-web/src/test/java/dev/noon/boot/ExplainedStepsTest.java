package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.Explain.Question;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.Compiled;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a policy beside that it runs. */
class ExplainedStepsTest {
    private static final String DEFINITIONS = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend }
            spec: { targets: [ { url: "http://10.0.0.1:80" } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: loans }
            spec: { route: { path: /loans }, upstream: backend, policies: [ { %s } ] }
            """;

    private final ActiveSnapshot active = new ActiveSnapshot();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "requestHeaders: { set: { X-A: b } }              | ''",
                "cache: { ttl: 5s }                               | ''",
                "cache: { ttl: 5s, methods: [POST], key: { template: '${body}' } } | its key has something of the request's body; shown is the key of a request without one",
                "throttle: { limit: 5, per: second }              | lets 5 per second pass, counted by the client's address",
                "quota: { limit: 9, per: day, by: '${path}', tiers: { by: '${path}', values: { /loans/7: 7 } } } | lets 7 per day pass, counted by ${path}",
                "apiKey: {}                                       | refuses, 401 credential-missing: shows no credential",
                "apiKey: { optional: true }                       | called by nobody",
                "mirror: { upstream: backend, percent: 5 }        | copies 5% to backend",
                "apiCall: { upstream: backend, path: /rates }     | asks backend; not here: what reads its answer finds none",
                "transform: { request: { remove: [$.a] } }        | changes the bodies of requests",
                "transform: { response: { remove: [$.a] } }       | changes the bodies of responses",
            })
    void a_policy_says_what_shows_neither_in_the_request_nor_in_the_key(String policy, String note)
            throws CompileException {
        active.swap(Compiled.of(DEFINITIONS.formatted(policy)));
        assertThat(new Explainer(active)
                        .explain(new Question("GET", "any.example", "/loans/7", List.of()))
                        .served()
                        .orElseThrow()
                        .policies())
                .singleElement()
                .satisfies(step -> assertThat(step.note().orElse("")).isEqualTo(note));
    }
}
