package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.Condition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.PathRule;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.policy.headers.ResponseHeadersPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotCompilerTest {
    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler =
            Catalogues.compiler(resources, (id, field, secret) -> new ClearSecret("never"));
    private final Definitions definitions = new Definitions()
            .put(Definitions.upstream("u", "http://127.0.0.1:1"))
            .put(Definitions.upstream("v", "http://127.0.0.1:2"))
            .put(Definitions.group("g", spec("inherited")))
            .put(Definitions.proxy("one", "u"))
            .put(Definitions.proxy("two", "v", spec("own")))
            .put(Definitions.grouped("three", "u", "g", spec("own")));

    @Test
    void what_did_not_change_is_taken_over() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(
                first, definitions.put(Definitions.proxy("one", "v")).set());
        assertThat(second.revision()).isEqualTo(7);
        assertThat(second.revisionText()).isEqualTo("7");
        assertThat(second.content().proxies().get("two"))
                .isSameAs(first.content().proxies().get("two"));
        assertThat(second.content().proxies().get("three"))
                .isSameAs(first.content().proxies().get("three"));
        assertThat(second.content().proxies().get("one"))
                .isNotSameAs(first.content().proxies().get("one"));
    }

    @Test
    void after_any_changes_the_snapshot_routes_as_one_that_was_compiled_anew() throws CompileException {
        Random random = new Random(7);
        Snapshot snapshot = compiler.compile(Snapshot.none(), definitions.set());
        for (int i = 0; i < 300; i++) {
            change(random);
            Snapshot before = snapshot;
            snapshot = compiler.compile(before, definitions.set());
            before.release();
            Snapshot anew = compiler.compile(Snapshot.none(), definitions.set());
            for (Request request : requests()) {
                assertThat(routed(snapshot, request)).isEqualTo(routed(anew, request));
            }
            assertThat(snapshot.content().proxies())
                    .containsOnlyKeys(anew.content().proxies().keySet());
            anew.release();
        }
        snapshot.release();
        assertThat(resources.size()).isZero();
    }

    /** One proxy comes, goes, moves or is reworded; now and then what proxies stand on changes with it. */
    private void change(Random random) {
        String name = List.of("one", "two", "three", "four").get(random.nextInt(4));
        String upstream = random.nextBoolean() ? "u" : "v";
        switch (random.nextInt(10)) {
            case 0 -> definitions.remove(new DefinitionId(Kind.API_PROXY, name));
            case 1 -> definitions.put(Definitions.at(name, upstream, "own.example", "/" + name));
            case 2 -> definitions.put(Definitions.at(name, upstream, "*", "/" + name + "/moved"));
            case 3 -> definitions.put(Definitions.upstream("v", "http://127.0.0.1:" + (1 + random.nextInt(3))));
            case 4, 5, 6, 7 -> definitions.put(Definitions.routed(name, upstream, route(random)));
            default -> definitions.put(Definitions.proxy(name, upstream, spec("n" + random.nextInt(3))));
        }
    }

    /** A route of any kind. */
    private static dev.noon.model.Route route(Random random) {
        PathRule path = List.of(
                        PathRule.prefix("/three"),
                        PathRule.exact("/three/moved"),
                        new PathRule(PathRule.Shape.TEMPLATE, "/{any}/moved"),
                        new PathRule(PathRule.Shape.TEMPLATE, "/three/{any}"),
                        new PathRule(PathRule.Shape.PATTERN, "/t.*"),
                        new PathRule(PathRule.Shape.PATTERN, "/[a-z]+"))
                .get(random.nextInt(6));
        List<Condition> conditions = List.of(
                        List.<Condition>of(),
                        List.of(new Condition(Condition.Part.HEADER, "X-Version", Condition.Test.EQUALS, "2")),
                        List.of(new Condition(Condition.Part.QUERY, "beta", Condition.Test.PRESENT, "")))
                .get(random.nextInt(3));
        String host = List.of("*", "*.example", "own.example", "*.own.example").get(random.nextInt(4));
        return new dev.noon.model.Route(List.of(host), path, List.of(), conditions);
    }

    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (String path : List.of("/one", "/two", "/three", "/three/moved", "/three/x", "/four", "/two/moved?beta")) {
            for (String host : List.of("a", "own.example", "www.own.example")) {
                requests.add(Requests.at(host, "GET", path));
                requests.add(Requests.at(host, "GET", path, "X-Version: 2"));
            }
        }
        return requests;
    }

    /** What a request would run: the upstream's pool and the policies, or why not. */
    private static String routed(Snapshot snapshot, Request request) {
        RouteMatch match = snapshot.routes().match(request);
        if (!(match instanceof RouteMatch.Found found)) {
            return match.getClass().getSimpleName();
        }
        String upstream = found.route().facts().upstream();
        CompiledProxy proxy = Objects.requireNonNull(
                snapshot.content().proxies().get(found.route().facts().proxy()));
        return proxy.sources().proxy().hash() + " on "
                + System.identityHashCode(Snapshots.transport(snapshot, upstream));
    }

    @Test
    void a_changed_upstream_or_group_recompiles_what_hangs_on_it() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(
                first,
                definitions.put(Definitions.upstream("v", "http://127.0.0.1:3")).set());
        assertThat(shared(first, second)).containsExactlyInAnyOrder("one", "three");
        Snapshot third = compiler.compile(
                second, definitions.put(Definitions.group("g", spec("other"))).set());
        assertThat(shared(second, third)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void group_policies_come_before_the_proxys_own() throws CompileException {
        Snapshot snapshot = compiler.compile(Snapshot.none(), definitions.set());
        RouteMatch.Found found = (RouteMatch.Found) snapshot.routes().match(Requests.at("a", "GET", "/three"));
        List<Policy> policies = found.route().policies();
        assertThat(policies).hasSize(2).allMatch(ResponseHeadersPolicy.class::isInstance);
        assertThat(found.route().facts().upstream()).isEqualTo("u");
    }

    @Test
    void pools_live_as_long_as_the_last_snapshot_that_uses_them() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        assertThat(resources.size()).isEqualTo(2);
        Snapshot second = compiler.compile(
                first,
                definitions.put(Definitions.upstream("v", "http://127.0.0.1:3")).set());
        assertThat(resources.size()).as("u, v before, v now").isEqualTo(3);
        first.release();
        assertThat(resources.size()).isEqualTo(2);
        second.release();
        assertThat(resources.size()).isZero();
    }

    @Test
    void an_equal_configuration_keeps_the_pool_even_when_the_definition_was_written_again() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(
                first,
                definitions.put(Definitions.upstream("v", "http://127.0.0.1:2")).set());
        assertThat(resources.size()).isEqualTo(2);
        assertThat(Snapshots.transport(second, "v")).isSameAs(Snapshots.transport(first, "v"));
    }

    @Test
    void a_set_that_does_not_compile_names_the_definition_and_the_field_and_holds_nothing() {
        definitions.put(Definitions.proxy("bad", "missing"));
        CompileException refusal = catchThrowableOfType(
                CompileException.class, () -> compiler.compile(Snapshot.none(), definitions.set()));
        assertThat(refusal.definition()).isEqualTo(new DefinitionId(Kind.API_PROXY, "bad"));
        assertThat(refusal.field()).isEqualTo("spec.upstream");
        assertThat(refusal).hasMessage("ApiProxy/bad: spec.upstream: missing is not defined");
        assertThat(resources.size()).isZero();
    }

    @Test
    void a_missing_group_is_named_too() {
        definitions.put(Definitions.grouped("bad", "u", "missing"));
        CompileException refusal = catchThrowableOfType(
                CompileException.class, () -> compiler.compile(Snapshot.none(), definitions.set()));
        assertThat(refusal.field()).isEqualTo("metadata.group");
    }

    @Test
    void the_catalogue_knows_every_policy_there_is() {
        PolicyCatalogue catalogue = Catalogues.withoutCache();
        assertThat(catalogue.specs())
                .as("add a line to PolicyCatalogue for each spec that PolicySpec permits")
                .containsExactlyInAnyOrderElementsOf(permitted());
    }

    @SuppressWarnings("unchecked")
    private static List<Class<? extends PolicySpec>> permitted() {
        return List.of((Class<? extends PolicySpec>[]) PolicySpec.class.getPermittedSubclasses());
    }

    private static List<String> shared(Snapshot one, Snapshot other) {
        return one.content().proxies().entrySet().stream()
                .filter(entry -> other.content().proxies().get(entry.getKey()) == entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static PolicySpec spec(String name) {
        return new ResponseHeadersSpec(name, Map.of(), List.of("X-" + name));
    }
}
