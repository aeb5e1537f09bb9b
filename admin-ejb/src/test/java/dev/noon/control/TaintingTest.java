package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes end the stored answers of a proxy: its generation is the last revision that did. */
final class TaintingTest {
    private static final DefinitionId LOANS = new DefinitionId(Kind.API_PROXY, "loans");
    private static final DefinitionId CARDS = new DefinitionId(Kind.API_PROXY, "cards");
    private static final String OTHER = BACKEND.replace("backend", "other");

    private final ControlPlane manager = new ControlPlane(new MemoryStores().stores(), new FakeClock());

    @ParameterizedTest(name = "{0} → {1}: generation {2}")
    @CsvSource(delimiter = '|', textBlock = """
            [{responseHeaders: {set: {A: x}}}]                 | [{responseHeaders: {set: {A: y}}}]                            | 1
            [{responseHeaders: {set: {A: x}}}]                 | [{responseHeaders: {set: {A: x, B: y}, remove: [C]}}]         | 1
            [{cache: {ttl: 5s}}]                               | [{responseHeaders: {set: {A: x}}}, {cache: {ttl: 5s}}]        | 1
            [{responseHeaders: {set: {A: x}}}, {cache: {ttl: 5s}}] | [{cache: {ttl: 5s}}]                                      | 1
            [{responseHeaders: {set: {A: x}}}, {cache: {ttl: 5s}}] | [{responseHeaders: {set: {A: y}}}, {cache: {ttl: 5s}}]    | 1
            [{cache: {ttl: 5s}}, {responseHeaders: {set: {A: x}}}] | [{cache: {ttl: 5s}}, {responseHeaders: {set: {A: y}}}]    | 2
            [{cache: {ttl: 5s}}]                               | [{cache: {ttl: 5s}}, {responseHeaders: {set: {A: x}}}]        | 2
            [{cache: {ttl: 5s}}, {responseHeaders: {set: {A: x}}}] | [{responseHeaders: {set: {A: x}}}, {cache: {ttl: 5s}}]    | 2
            [{requestHeaders: {set: {A: x}}}]                  | [{requestHeaders: {set: {A: y}}}]                             | 2
            [{responseHeaders: {set: {A: x}}}]                 | [{responseHeaders: {set: {A: x}}}, {requestHeaders: {set: {B: y}}}] | 2
            [{cache: {ttl: 5s}}]                               | [{throttle: {limit: 5, per: second}}, {cache: {ttl: 5s}}]     | 1
            [{cache: {ttl: 5s}}]                               | [{cache: {ttl: 5s}}, {name: q, quota: {limit: 5, per: day}}]  | 1
            [{throttle: {limit: 5, per: second}}, {cache: {ttl: 5s}}] | [{throttle: {limit: 6, per: minute, by: all}}, {cache: {ttl: 5s}}] | 1
            [{cache: {ttl: 5s}}]                               | [{name: other, cache: {ttl: 5s}}]                             | 2
            [{responseHeaders: {remove: [A]}}]                 | [{responseHeaders: {remove: [A]}, when: {methods: [GET]}}]    | 1
            [{requestHeaders: {remove: [A]}, when: {methods: [PUT]}}] | [{requestHeaders: {remove: [A]}, when: {methods: [GET]}}] | 2
            [{cache: {ttl: 5s}}]                               | [{cache: {ttl: 5s}, when: {methods: [GET]}}]                  | 2
            [{cors: {origins: ['*']}}, {cache: {ttl: 5s}}]     | [{cors: {origins: ['http://a']}}, {cache: {ttl: 5s}}]         | 1
            [{cache: {ttl: 5s}}, {cors: {origins: ['*']}}]     | [{cache: {ttl: 5s}}, {cors: {origins: ['http://a']}}]         | 2
            [{ipFilter: {deny: [10.0.0.1]}}, {cache: {ttl: 5s}}] | [{ipFilter: {deny: [10.0.0.2]}}, {cache: {ttl: 5s}}]        | 1
            [{cache: {ttl: 5s}}]                               | [{webSocket: {}}, {cache: {ttl: 5s}}]                         | 1
            [{webSocket: {}}, {cache: {ttl: 5s}}]              | [{webSocket: {idle: 1h}}, {cache: {ttl: 5s}}]                 | 1
            [{mock: {body: a}}, {cache: {ttl: 5s}}]            | [{mock: {body: b}}, {cache: {ttl: 5s}}]                       | 1
            [{apiCall: {upstream: backend, path: /a}}]         | [{apiCall: {upstream: backend, path: /b}}]                    | 2
            [{apiCall: {upstream: backend, path: /a}}]         | [{apiCall: {upstream: backend, path: /a, timeout: 5s}}]       | 1
            [{transform: {response: {remove: [$.a]}}}, {cache: {ttl: 5s}}] | [{transform: {response: {remove: [$.b]}}}, {cache: {ttl: 5s}}] | 1
            [{cache: {ttl: 5s}}, {transform: {response: {remove: [$.a]}}}] | [{cache: {ttl: 5s}}, {transform: {response: {remove: [$.b]}}}] | 2
            [{transform: {request: {remove: [$.a]}}}, {cache: {ttl: 5s}}] | [{transform: {request: {remove: [$.b]}}}, {cache: {ttl: 5s}}] | 2
            [{compress: {level: 1}}, {cache: {ttl: 5s}}]       | [{compress: {level: 2}}, {cache: {ttl: 5s}}]                  | 1
            [{cache: {ttl: 5s}}, {fault: {abort: {status: 503}}}] | [{cache: {ttl: 5s}}, {fault: {abort: {status: 500}}}]      | 1
            [{apiKey: {}}, {cache: {ttl: 5s}}]                 | [{apiKey: {forward: true}}, {cache: {ttl: 5s}}]               | 2
            [{apiKey: {}}, {cache: {ttl: 5s}}]                 | [{apiKey: {optional: true}}, {cache: {ttl: 5s}}]              | 1
            [{redirect: {to: /a}}]                             | [{redirect: {to: /b}}]                                        | 1
            [{rewrite: {host: a.b}}, {cache: {ttl: 5s}}]       | [{rewrite: {host: a.c}}, {cache: {ttl: 5s}}]                  | 2
            [{cache: {ttl: 5s, key: {query: [a]}}}]            | [{cache: {ttl: 5s, key: {query: [a, b]}}}]                    | 2
            [{cache: {ttl: 5s, key: {identity: caller}}}]      | [{cache: {ttl: 5s, key: {identity: shared}}}]                 | 2
            [{cache: {ttl: 5s, key: {identity: shared}}}]      | [{cache: {ttl: 5s}}]                                          | 2
            [{cache: {ttl: 5s, tags: [a]}}]                    | [{cache: {ttl: 5s, tags: [b]}}]                               | 2
            [{cache: {ttl: 5s, capacity: 5}}]                  | [{cache: {ttl: 5s, capacity: 6}}]                             | 1
            [{cache: {ttl: 5s, clientNoCache: true}}]          | [{cache: {ttl: 5s, clientNoCache: false}}]                    | 1
            [{requestHeaders: {set: {A: x}}}, {cache: {ttl: 5s, onDeploy: keep}}] | [{requestHeaders: {set: {A: y}}}, {cache: {ttl: 5s, onDeploy: keep}}] | 1
            [{requestHeaders: {set: {A: x}}}, {cache: {ttl: 5s, onDeploy: keep}}] | [{requestHeaders: {set: {A: y}}}, {cache: {ttl: 5s}}] | 2
            [{requestHeaders: {set: {A: x}}}, {cache: {ttl: 5s}}] | [{requestHeaders: {set: {A: y}}}, {cache: {ttl: 5s, onDeploy: keep}}] | 1
            [{cors: {origins: ['*']}}, {cache: {ttl: 5s, onDeploy: flush}}] | [{cors: {origins: ['http://a']}}, {cache: {ttl: 5s, onDeploy: flush}}] | 2
            """)
    void the_policies_of_a_proxy(String before, String after, long generation) {
        manager.apply(BACKEND + proxy("loans", "policies: " + before) + proxy("cards", ""));

        manager.apply(proxy("loans", "policies: " + after));

        assertThat(generation(LOANS)).isEqualTo(generation);
        assertThat(generation(CARDS)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} → {1}: generation {2}")
    @CsvSource(delimiter = '|', textBlock = """
            [{upstream: backend, weight: 9}, {upstream: other}] | [{upstream: backend, weight: 5}, {upstream: other, weight: 4}] | 1
            [{upstream: backend}, {upstream: other}]            | [{upstream: backend}, {upstream: other, weight: 0}]            | 1
            [{upstream: backend}]                               | [{upstream: backend}, {upstream: other}]                       | 2
            [{upstream: backend}, {upstream: other}]            | [{upstream: backend}]                                          | 2
            backend                                             | [{upstream: backend}, {upstream: other}]                       | 2
            """)
    void weights_keep_the_stored_answers_and_another_set_of_upstreams_ends_them(
            String before, String after, long generation) {
        String loans = proxy("loans", "");
        manager.apply(BACKEND + OTHER + loans.replace("upstream: backend", "upstream: " + before));

        manager.apply(loans.replace("upstream: backend", "upstream: " + after));

        assertThat(generation(LOANS)).isEqualTo(generation);
    }

    @Test
    void another_upstream_ends_the_stored_answers() {
        manager.apply(BACKEND + OTHER + proxy("loans", ""));

        manager.apply(proxy("loans", "").replace("upstream: backend", "upstream: other"));

        assertThat(generation(LOANS)).isEqualTo(2);
    }

    @Test
    void a_change_of_an_upstream_ends_the_stored_answers_of_the_proxies_that_use_it() {
        manager.apply(BACKEND
                + OTHER
                + proxy("loans", "")
                + proxy("cards", "").replace("upstream: backend", "upstream: other"));

        Deployment applied = manager.apply(BACKEND.replace("9000", "9001"));

        assertThat(applied.plan().flush()).containsExactly("loans");
        assertThat(applied.plan().keep()).isEqualTo(1);
        assertThat(generation(LOANS)).isEqualTo(2);
        assertThat(generation(CARDS)).isEqualTo(1);
        assertThat(entry(LOANS).revision()).isEqualTo(1);
    }

    @ParameterizedTest(name = "group {0} → {1}: generation {2}")
    @CsvSource(delimiter = '|', textBlock = """
            [{responseHeaders: {set: {A: x}}}]                     | [{responseHeaders: {set: {A: y}}}]                     | 1
            [{responseHeaders: {set: {A: x}}}, {cache: {ttl: 5s}}] | [{responseHeaders: {set: {A: y}}}, {cache: {ttl: 5s}}] | 1
            [{cache: {ttl: 5s}}, {responseHeaders: {set: {A: x}}}] | [{cache: {ttl: 5s}}, {responseHeaders: {set: {A: y}}}] | 2
            [{requestHeaders: {set: {A: x}}}]                      | [{requestHeaders: {set: {A: y}}}]                      | 2
            """)
    void the_policies_of_a_group_reach_its_proxies(String before, String after, long generation) {
        manager.apply(BACKEND + group(before) + inGroup("loans") + proxy("cards", ""));

        manager.apply(group(after));

        assertThat(generation(LOANS)).isEqualTo(generation);
        assertThat(generation(CARDS)).isEqualTo(1);
    }

    @Test
    void an_outgoing_header_behind_an_inherited_cache_ends_the_stored_answers() {
        String policies = "policies: [{responseHeaders: {set: {A: %s}}}]";
        manager.apply(BACKEND + group("[{cache: {ttl: 5s}}]") + inGroup("loans", policies.formatted("x")));

        manager.apply(inGroup("loans", policies.formatted("y")));

        assertThat(generation(LOANS)).isEqualTo(2);
    }

    @Test
    void a_proxy_that_comes_back_has_a_generation_of_its_own() {
        manager.apply(BACKEND);
        manager.apply(proxy("loans", ""));
        manager.deployments.rollback(1, ControlPlane.terms());
        manager.deployments.rollback(2, ControlPlane.terms());

        assertThat(generation(LOANS)).isEqualTo(4);
    }

    @Test
    void a_rollback_over_a_tainting_change_takes_a_new_generation() {
        manager.apply(BACKEND + proxy("loans", "stripPath: false"));
        manager.apply(proxy("loans", "stripPath: true"));
        manager.deployments.rollback(1, ControlPlane.terms());

        assertThat(generation(LOANS)).isEqualTo(3);
    }

    private static String group(String policies) {
        return """
                apiVersion: noon.dev/v1
                kind: ProxyGroup
                metadata: { name: calculators }
                spec: { policies: %s }
                ---
                """.formatted(policies);
    }

    private static String inGroup(String name) {
        return inGroup(name, "");
    }

    private static String inGroup(String name, String spec) {
        return proxy(name, spec).replace("name: " + name, "name: " + name + ", group: calculators");
    }

    private Manifest.Entry entry(DefinitionId id) {
        return manager.deployments.head().manifest().find(id).orElseThrow();
    }

    private long generation(DefinitionId id) {
        return entry(id).generation();
    }
}
