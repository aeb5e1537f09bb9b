package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a change before it is made. */
final class VerdictTest {
    private static final Terms PLAN = ControlPlane.terms(OptionalLong.empty(), true, Duration.ZERO);

    private final FakeClock clock = new FakeClock();
    private final Stores stores = new MemoryStores().stores();
    private final ControlPlane manager = new ControlPlane(stores, clock);

    @ParameterizedTest(name = "{0}: {1} → {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            Upstream         | maxConcurrent: 100             | maxConcurrent: 50              | DRAIN
            Upstream         | maxConcurrent: 50              | maxConcurrent: 100             | HOT
            Upstream         | ''                             | maxConcurrent: 50              | DRAIN
            Upstream         | maxConcurrent: 50              | ''                             | HOT
            Upstream         | timeouts: { response: 5s }     | timeouts: { response: 1s }     | HOT
            Credential       | type: apiKey                   | type: basic                    | DRAIN
            Credential       | type: apiKey                   | type: apiKey                   | HOT
            IdentityProvider | 'algorithms: [RS256, ES256]'   | 'algorithms: [ES256, RS256]'   | DRAIN
            IdentityProvider | 'algorithms: [RS256]'          | 'algorithms: [RS256, ES256]'   | HOT
            IdentityProvider | 'algorithms: [RS256, ES256]'   | 'algorithms: [RS256]'          | HOT
            IdentityProvider | 'algorithms: [RS256, ES256]'   | 'algorithms: [ES256]'          | DRAIN
            CacheServer      | 'partitions: 271'              | 'partitions: 1009'             | REFUSED
            CacheServer      | 'replicas: 3'                  | 'replicas: 5'                  | HOT
            CacheServer      | 'memory: 1GiB'                 | 'memory: 2GiB'                 | DRAIN
            """)
    void aChangeIsAsGraveAsItsFieldSays(String kind, String before, String after, Verdict verdict) {
        manager.apply(definition(kind, before, "one"));

        Plan plan = manager.apply(definition(kind, after, "two"), PLAN).plan();

        assertThat(plan.verdict()).isEqualTo(verdict);
        assertThat(plan.changes()).singleElement().satisfies(change -> assertThat(change.reason())
                .isNotEmpty());
    }

    @Test
    void aNewDefinitionAndOneThatGoesAreHot() {
        Deployment created = manager.apply(definition("CacheServer", "partitions: 7", "one"));
        assertThat(created.plan().verdict()).isEqualTo(Verdict.HOT);
        manager.apply(BACKEND);
        assertThat(manager.deployments.rollback(1, PLAN).plan().verdict()).isEqualTo(Verdict.HOT);
    }

    @Test
    void aPolicyThatAProxySwitchesOffByNameCannotBeTakenFromItsGroup() {
        String group = """
                apiVersion: noon.dev/v1
                kind: ProxyGroup
                metadata: { name: all }
                spec:
                  policies:
                    - responseHeaders: { remove: [Server] }
                    - requestHeaders: { remove: [X-Debug] }
                ---
                """;
        String member = proxy("loans", "disable: [requestHeaders]").replace("name: loans", "name: loans, group: all");
        manager.apply(BACKEND + group + member);
        String without = group.replace("    - requestHeaders: { remove: [X-Debug] }\n", "");

        Plan plan = manager.apply(without, PLAN).plan();

        assertThat(plan.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(plan.changes().get(0).reason())
                .contains("ApiProxy/loans switches its policy 'requestHeaders' off by name");
        assertThatThrownBy(() ->
                        manager.apply(without, ControlPlane.terms().in(new Manner(false, true, CacheChoice.AUTO))))
                .isInstanceOf(NotHot.class)
                .hasMessageContaining("ProxyGroup/all is refused")
                .hasMessageNotContaining("a rollout can");
        assertThat(manager.apply(without + proxy("loans", "").replace("name: loans", "name: loans, group: all"))
                        .outcome())
                .isEqualTo(Deployment.Outcome.APPLIED);
    }

    @Test
    void breakersAreNamed() {
        String broken = BACKEND.replace("spec:", "spec:\n  breaker: { open: 3s }");
        manager.apply(broken);

        Effects.Breakers kept = breakers(broken.replace("spec:", "spec:\n  timeouts: { response: 1s }"));
        assertThat(kept).isEqualTo(new Effects.Breakers(List.of(), List.of(), List.of(), 1));
        String one = "backend http://127.0.0.1:9000";
        assertThat(breakers(broken.replace("3s", "4s")).reset()).containsExactly(one);
        assertThat(breakers(BACKEND).dropped()).containsExactly(one);
        Effects.Breakers moved = breakers(broken.replace("9000", "9001"));
        assertThat(moved.dropped()).containsExactly(one);
        assertThat(moved.added()).containsExactly("backend http://127.0.0.1:9001");
        assertThat(moved.kept()).isZero();
    }

    private Effects.Breakers breakers(String definitions) {
        return manager.apply(definitions, PLAN).plan().effects().breakers();
    }

    @Test
    void routesAndPoolsAreNamed() {
        manager.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));
        String moved = proxy("loans", "").replace("path: /loans", "path: /credit, methods: [GET]");
        String fees = proxy("fees", "").replace("path: /fees", "path: /fees, hosts: [a.example]");

        Effects effects = manager.apply(BACKEND.replace("9000", "9001") + moved + fees, PLAN)
                .plan()
                .effects();

        assertThat(effects.routes().changed()).containsExactly("/loans (loans) → GET /credit (loans)");
        assertThat(effects.routes().added()).containsExactly("a.example/fees (fees)");
        assertThat(effects.routes().removed()).isEmpty();
        assertThat(effects.pools().opened()).containsExactly("backend");
        assertThat(effects.pools().closed()).containsExactly("backend");
        assertThat(effects.pools().kept()).isZero();
        assertThat(manager.apply(fees, PLAN).plan().effects().pools().kept()).isEqualTo(1);
    }

    @Test
    void storedAnswersOfTheGenerationInForceAreCounted() {
        ControlPlane counting = new ControlPlane(stores, clock, (Statistics) () -> Map.of(
                new Statistics.Owner("loans", 1), 120L,
                new Statistics.Owner("cards", 1), 7L,
                new Statistics.Owner("loans", 0), 1_000L,
                new Statistics.Owner("gone", 1), 1_000L));
        counting.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));

        Effects.Entries entries = counting.apply(proxy("loans", "stripPath: true"), PLAN)
                .plan()
                .effects()
                .entries();

        assertThat(entries.flush()).isEqualTo(120);
        assertThat(entries.keep()).isEqualTo(7);
        assertThat(entries.byProxy()).containsExactly(Map.entry("loans", 120L));
    }

    @Test
    void whatIsKeptButNotEnforcedIsSaid() {
        Effects effects = manager.apply(
                        "apiVersion: noon.dev/v1\nkind: OAuthClient\nmetadata: { name: it }\nspec: { clientId: it, secret: x, grants: [client_credentials] }\n",
                        PLAN)
                .plan()
                .effects();

        assertThat(effects.notYetEnforced()).containsExactly("OAuthClient/it: no tokens are issued yet");
    }

    @Test
    void aMoveBetweenProjectsIsHotAndSaid() {
        manager.apply(BACKEND);
        Plan plan = manager.apply(BACKEND.replace("name: backend", "name: backend, project: retail"), PLAN)
                .plan();
        assertThat(plan.verdict()).isEqualTo(Verdict.HOT);
        assertThat(plan.effects().warnings())
                .containsExactly("Upstream/backend moves from project default to retail: from then on those may change"
                        + " it who may change retail");
    }

    @Test
    void whatIsForcedIsSaidInThePlanAndRemembered() {
        manager.apply(BACKEND + proxy("loans", "") + proxy("cards", ""));
        String tainting = proxy("loans", "stripPath: true");

        Deployment kept = manager.apply(tainting, ControlPlane.terms().in(new Manner(false, false, CacheChoice.KEEP)));
        assertThat(kept.plan().flush()).isEmpty();
        assertThat(kept.plan().effects().warnings()).singleElement().asString().contains("keeps by force");
        assertThat(kept.revision().orElseThrow().commit().manner().cache()).isEqualTo(CacheChoice.KEEP);
        assertThat(generation("loans")).isEqualTo(1);

        String harmless = BACKEND.replace("spec:", "spec:\n  timeouts: { response: 9s }");
        Deployment flushed =
                manager.apply(harmless, ControlPlane.terms().in(new Manner(false, false, CacheChoice.FLUSH)));
        assertThat(flushed.plan().flush()).isEqualTo(List.of("cards", "loans"));
        assertThat(flushed.plan().effects().warnings())
                .singleElement()
                .asString()
                .contains("flushes by force");
        assertThat(generation("cards")).isEqualTo(3);
    }

    private long generation(String proxy) {
        return manager.deployments.head().manifest().entries().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(proxy))
                .findFirst()
                .orElseThrow()
                .getValue()
                .generation();
    }

    /** A definition of {@code kind} with one field as wanted; {@code salt} makes two of them differ in any case. */
    private static String definition(String kind, String field, String salt) {
        String head = "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: it }\nspec:\n";
        return head
                + switch (kind) {
                    case "Upstream" ->
                        "  targets: [ { url: \"http://127.0.0.1:9000\", weight: " + salt.length() * salt.charAt(0)
                                + " } ]\n  " + field + "\n";
                    case "Credential" ->
                        "  " + field + (field.endsWith("apiKey") ? "\n  header: X-Key" : "\n  user: u") + "\n  secret: "
                                + salt + " is a long enough secret\n";
                    case "IdentityProvider" ->
                        "  issuer: https://login.example.com/" + salt
                                + "\n  keys: { jwksUrl: \"https://login.example.com/certs\" }\n  audiences: [a]\n  "
                                + field + "\n";
                    default -> managed(field);
                };
    }

    private static String managed(String field) {
        String rest = field.startsWith("replicas") ? "" : "    replicas: 3\n";
        String memory = field.startsWith("memory") ? "" : "    memory: 4GiB\n";
        return "  managed:\n    namespace: cache\n" + rest + memory + "    " + field + "\n    quorum: 3\n";
    }
}
