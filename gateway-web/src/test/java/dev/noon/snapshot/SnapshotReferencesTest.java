package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Requests;
import dev.noon.model.Definition;
import dev.noon.model.Template;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.policy.headers.RequestHeadersPolicy;
import dev.noon.policy.headers.ResponseHeadersPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is compiled again when something that is looked up by name changes. */
class SnapshotReferencesTest {
    private static final String OTHERS = "plain, grouped, referring, overriding, templated";
    private static final String ALL = OTHERS + ", moved, asking";

    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler =
            Catalogues.compiler(resources, (id, field, secret) -> new ClearSecret("never"));
    private final Definitions definitions = new Definitions()
            .put(Definitions.environment("dev", Map.of("HOST", "127.0.0.1", "STAGE", "dev")))
            .put(Definitions.environment("prod", Map.of("HOST", "10.0.0.1", "STAGE", "prod")))
            .put(Definitions.upstream("fixed", "http://127.0.0.1:1"))
            .put(Definitions.movable("movable", "http://${env.HOST}:2"))
            .put(Definitions.policy("shared", replies("A")))
            .put(Definitions.policy("staged", requests("${env.STAGE}")))
            .put(Definitions.group("g", ref("shared")))
            .put(Definitions.proxy("plain", "fixed", replies("own")))
            .put(Definitions.grouped("grouped", "fixed", "g"))
            .put(Definitions.proxy("referring", "fixed", ref("shared")))
            .put(Definitions.grouped("overriding", "fixed", "g", new PolicyRef("shared", "staged")))
            .put(Definitions.proxy("templated", "fixed", requests("in ${env.STAGE}")))
            .put(Definitions.upstream("asked", "http://127.0.0.1:3"))
            .put(Definitions.proxy("asking", "fixed", asks("asked")))
            .put(Definitions.proxy("moved", "movable"));

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(Definitions.policy("shared", replies("B")), "plain, overriding, templated, moved, asking"),
                Arguments.of(
                        Definitions.policy("staged", requests("x")),
                        "plain, grouped, referring, templated, moved, asking"),
                Arguments.of(dev("127.0.0.1", "test"), "plain, grouped, referring, moved, asking"),
                Arguments.of(dev("127.0.0.2", "dev"), OTHERS + ", asking"),
                Arguments.of(Definitions.upstream("asked", "http://127.0.0.1:4"), OTHERS + ", moved"),
                Arguments.of(dev("127.0.0.1", "dev"), ALL),
                Arguments.of(Definitions.environment("prod", Map.of()), ALL),
                Arguments.of(Definitions.policy("nobodys", replies("C")), ALL));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void only_who_uses_what_changed_is_compiled_again(Definition changed, String taken) throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(first, definitions.put(changed).set());
        assertThat(shared(first, second)).containsExactlyInAnyOrder(taken.split(", "));
    }

    private static ApiCallSpec asks(String upstream) {
        return new ApiCallSpec(
                "call",
                upstream,
                new ApiCallSpec.Question("GET", Template.parse("/a"), Map.of(), Optional.empty()),
                new ApiCallSpec.Bounds(Duration.ofSeconds(1), 100, List.of(), false),
                Optional.empty());
    }

    @Test
    void a_reference_runs_as_the_policy_that_it_names() throws CompileException {
        Snapshot snapshot = compiler.compile(Snapshot.none(), definitions.set());
        assertThat(policies(snapshot, "/referring")).singleElement().isInstanceOf(ResponseHeadersPolicy.class);
        assertThat(policies(snapshot, "/overriding")).singleElement().isInstanceOf(RequestHeadersPolicy.class);
    }

    @Test
    void a_pool_is_opened_again_when_its_address_really_changes() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot same =
                compiler.compile(first, definitions.put(dev("127.0.0.1", "x")).set());
        Snapshot moved =
                compiler.compile(same, definitions.put(dev("127.0.0.9", "x")).set());
        assertThat(Snapshots.transport(same, "movable")).isSameAs(Snapshots.transport(first, "movable"));
        assertThat(Snapshots.transport(moved, "movable")).isNotSameAs(Snapshots.transport(first, "movable"));
        assertThat(Snapshots.transport(moved, "fixed")).isSameAs(Snapshots.transport(first, "fixed"));
        Stream.of(first, same, moved).forEach(Snapshot::release);
        assertThat(resources.size()).isZero();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        Definitions.proxy("bad", "fixed", ref("none")), "ApiProxy/bad: spec.policies.none: there is"),
                Arguments.of(
                        Definitions.proxy("bad", "fixed", asks("none")),
                        "ApiProxy/bad: spec.policies.call: names none, which is not defined"),
                Arguments.of(
                        Definitions.proxy("bad", "fixed", requests("${env.NONE}")),
                        "ApiProxy/bad: spec.policies.requestHeaders: there is no ${env.NONE}"),
                Arguments.of(
                        Definitions.movable("bad", "http://${env.NONE}:1"),
                        "Upstream/bad: spec.targets: there is no ${env.NONE}"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_not_there_is_named_and_nothing_is_held(Definition definition, String message) {
        definitions.put(definition);
        CompileException refusal = catchThrowableOfType(
                CompileException.class, () -> compiler.compile(Snapshot.none(), definitions.set()));
        assertThat(refusal).hasMessageStartingWith(message);
        assertThat(resources.size()).isZero();
    }

    private static Definition dev(String host, String stage) {
        return Definitions.environment("dev", Map.of("HOST", host, "STAGE", stage));
    }

    private static PolicyRef ref(String name) {
        return new PolicyRef(name, name);
    }

    private static RequestHeadersSpec requests(String value) {
        return new RequestHeadersSpec("requestHeaders", Map.of("X-Stage", Template.parse(value)), List.of());
    }

    private static ResponseHeadersSpec replies(String name) {
        return new ResponseHeadersSpec("responseHeaders", Map.of(), List.of("X-" + name));
    }

    private static List<dev.noon.exchange.Policy> policies(Snapshot snapshot, String path) {
        return ((RouteMatch.Found) snapshot.routes().match(Requests.at("a", "GET", path)))
                .route()
                .policies();
    }

    private static List<String> shared(Snapshot one, Snapshot other) {
        return one.content().proxies().entrySet().stream()
                .filter(entry -> other.content().proxies().get(entry.getKey()) == entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
