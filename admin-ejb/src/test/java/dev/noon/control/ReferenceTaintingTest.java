package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose stored answers end when a policy that lists refer to, or a variable of the environment, changes. */
final class ReferenceTaintingTest {
    private static final String GROUP = """
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: g }
            spec: { policies: [ { ref: shared } ] }
            ---
            """;

    private final ControlPlane manager = new ControlPlane(new MemoryStores().stores(), new FakeClock());

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            requestHeaders: {set: {A: x}}  | requestHeaders: {set: {A: y}}  | before, behind, endpoint, inherits
            cache: {ttl: 5s}               | cache: {ttl: 6s}               | endpoint, inherits
            responseHeaders: {set: {A: x}} | responseHeaders: {set: {A: y}} | behind
            responseHeaders: {set: {A: x}} | responseHeaders: {remove: [A]} | behind
            responseHeaders: {set: {A: x}} | responseHeaders: {set: {A: x}} | ''
            """)
    void a_policy_taints_the_proxies_that_run_it_as_its_fields_say(String before, String after, String flushed) {
        boolean caches = before.startsWith("cache");
        String own = caches ? "" : ", {cache: {ttl: 5s}}";
        manager.apply(BACKEND
                + policy("shared", before)
                + GROUP
                + proxy("behind", caches ? "" : "policies: [{cache: {ttl: 5s}}, {ref: shared}]")
                + proxy("before", caches ? "" : "policies: [{ref: shared}" + own + "]")
                + proxy("endpoint", "endpoints: [{match: {path: /endpoint/x}, policies: [{ref: shared, name: mine}]}]")
                + proxy("inherits", "").replace("name: inherits", "name: inherits, group: g")
                + proxy("disables", "disable: [shared]").replace("name: disables", "name: disables, group: g")
                + proxy("overrides", "policies: [{name: shared, responseHeaders: {remove: [B]}}]")
                        .replace("name: overrides", "name: overrides, group: g")
                + proxy("apart", ""));

        Deployment applied = manager.apply(policy("shared", after));

        assertThat(String.join(", ", applied.plan().flush())).isEqualTo(flushed);
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            [{responseHeaders: {set: {A: x}}}]             | [{ref: replies}]                                  | ''
            [{ref: replies}]                               | [{ref: replies, name: other}]                     | ''
            [{cache: {ttl: 5s}}, {ref: replies}]           | [{cache: {ttl: 5s}}, {ref: replies, name: other}] | loans
            [{cache: {ttl: 5s}}]                           | [{cache: {ttl: 5s}}, {ref: limits}]               | ''
            [{cache: {ttl: 5s}}, {ref: limits}]            | [{cache: {ttl: 5s}}, {ref: limits, name: other}]  | ''
            [{cache: {ttl: 5s}}]                           | [{ref: replies}, {cache: {ttl: 5s}}]              | ''
            [{cache: {ttl: 5s}}]                           | [{cache: {ttl: 5s}}, {ref: replies}]              | loans
            [{cache: {ttl: 5s}}]                           | [{ref: requests}, {cache: {ttl: 5s}}]             | loans
            [{ref: requests}]                              | [{ref: requests2}]                                | loans
            """)
    void a_reference_taints_as_what_it_names(String before, String after, String flushed) {
        manager.apply(BACKEND
                + policy("replies", "responseHeaders: {set: {A: x}}")
                + policy("limits", "throttle: {limit: 5, per: second}")
                + policy("requests", "requestHeaders: {set: {A: x}}")
                + policy("requests2", "requestHeaders: {set: {A: y}}")
                + proxy("loans", "policies: " + before));

        Deployment applied = manager.apply(proxy("loans", "policies: " + after));

        assertThat(String.join(", ", applied.plan().flush())).isEqualTo(flushed);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HOST: 127.0.0.2, STAGE: dev, TIER: gold, OTHER: x | addressed
            HOST: 127.0.0.1, STAGE: new, TIER: gold, OTHER: x | behind, requests, shared
            HOST: 127.0.0.1, STAGE: dev, TIER: blue, OTHER: x | keyed
            HOST: 127.0.0.1, STAGE: dev, TIER: gold, OTHER: y | ''
            HOST: 127.0.0.2, STAGE: dev, TIER: blue, OTHER: y | addressed, keyed
            """)
    void a_variable_taints_the_proxies_that_use_it_where_the_field_does(String variables, String flushed) {
        manager.apply(environment("dev", "HOST: 127.0.0.1, STAGE: dev, TIER: gold, OTHER: x")
                + BACKEND
                + BACKEND.replace("name: backend", "name: movable").replace("127.0.0.1", "${env.HOST}")
                + policy("staged", "requestHeaders: {set: {S: '${env.STAGE}'}}")
                + proxy("addressed", "").replace("upstream: backend", "upstream: movable")
                + proxy("requests", "policies: [{requestHeaders: {set: {S: '${env.STAGE}'}}}]")
                + proxy("shared", "policies: [{ref: staged}]")
                + proxy("replies", "policies: [{responseHeaders: {set: {S: '${env.STAGE}'}}}, {cache: {ttl: 5s}}]")
                + proxy("behind", "policies: [{cache: {ttl: 5s}}, {responseHeaders: {set: {S: '${env.STAGE}'}}}]")
                + proxy("keyed", "policies: [{cache: {ttl: 5s, key: {template: '${env.TIER}${path}'}}}]")
                + proxy("apart", ""));

        Deployment applied = manager.apply(environment("dev", variables));

        assertThat(String.join(", ", applied.plan().flush())).isEqualTo(flushed);
        assertThat(applied.plan().keep()).isEqualTo(7 - applied.plan().flush().size());
    }

    @Test
    void another_environments_definition_has_no_effect() {
        String user = proxy("loans", "policies: [{requestHeaders: {set: {S: '${env.STAGE}'}}}]");
        manager.apply(environment("dev", "STAGE: dev") + environment("prod", "STAGE: prod") + BACKEND + user);

        assertThat(manager.apply(environment("prod", "STAGE: live")).plan().flush())
                .isEmpty();
        assertThat(manager.apply(environment("prod", "NOTHING: x")).plan().flush())
                .isEmpty();
    }

    @Test
    void a_variable_that_is_in_use_cannot_go() {
        manager.apply(BACKEND + environment("dev", "A: x"));
        manager.apply(proxy("loans", "policies: [{requestHeaders: {set: {S: '${env.A}'}}}]"));

        assertThatThrownBy(() -> manager.apply(environment("dev", "B: x")))
                .isInstanceOfSatisfying(InvalidDefinitions.class, refused -> assertThat(refused.problems())
                        .extracting(problem -> problem.text())
                        .containsExactly(
                                "ApiProxy/loans:1:1: spec.policies[0].requestHeaders.set.S: has ${env.A}, which"
                                        + " Environment dev does not define; did you mean 'B'?"));
    }

    private static String policy(String name, String spec) {
        return document("Policy", name, "{ " + spec + " }");
    }

    private static String environment(String name, String variables) {
        return document("Environment", name, "{ variables: { " + variables + " } }");
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: " + spec
                + "\n---\n";
    }
}
