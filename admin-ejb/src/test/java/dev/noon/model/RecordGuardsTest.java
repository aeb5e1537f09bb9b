package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.model.policy.CacheConduct.OnError;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordGuardsTest {
    private static final Optional<Duration> MINUTE = Optional.of(Duration.ofMinutes(1));

    private static final Metadata NAMED = new Metadata("a", "default", Optional.empty());
    private static final Metadata GROUPED = new Metadata("a", "default", Optional.of("g"));
    private static final Route ROUTE = new Route(List.of("*"), "/a", List.of("GET"));
    private static final Upstream.Target TARGET = new Upstream.Target(URI.create("http://a:1"), 1);

    static Stream<Arguments> broken() {
        return Stream.of(
                row("metadata.name is A; expected a name", () -> new Metadata("A", "p", Optional.empty())),
                row("metadata.project is ''; expected a name", () -> new Metadata("a", "", Optional.empty())),
                row("metadata.group is -; expected a name", () -> new Metadata("a", "p", Optional.of("-"))),
                row("name is a b; expected a name", () -> new DefinitionId(Kind.UPSTREAM, "a b")),
                row("route.hosts is empty; expected at least one", () -> new Route(List.of(), "/", List.of())),
                row("path is a; expected a path", () -> new Route(List.of("*"), "a", List.of())),
                row("route.methods is TRACE; ", () -> new Route(List.of("*"), "/", List.of("TRACE"))),
                row("target.url is http://a:1/x; ", () -> new Upstream.Target(URI.create("http://a:1/x"), 1)),
                row("target.url is http://a; expected a port", () -> new Upstream.Target(URI.create("http://a"), 1)),
                row("target.weight is 0; expected", () -> new Upstream.Target(URI.create("http://a:1"), 0)),
                row(
                        "timeouts.connect is 0ms; expected a duration from 1ms to 10m",
                        () -> new Upstream.Timeouts(Duration.ZERO, Duration.ofSeconds(1))),
                row("spec.targets is empty; expected", () -> upstream(NAMED, List.of(), OptionalInt.empty())),
                row("spec.maxConcurrent is 0; expected", () -> upstream(NAMED, List.of(TARGET), OptionalInt.of(0))),
                row(
                        "metadata.group is g; expected none",
                        () -> upstream(GROUPED, List.of(TARGET), OptionalInt.empty())),
                row("metadata.group is g; expected none", () -> new ProxyGroup(GROUPED, List.of())),
                row("cache.ttl is -5s; expected a duration from 1s to 30d", () -> cache(-5, List.of("GET"), 1)),
                row("cache.methods is POST; POST may not", () -> cache(5, List.of("POST"), 1)),
                row("cache.methods is empty; expected", () -> cache(5, List.of(), 1)),
                row("cache.maxObject is 0B; expected a size from 1B to 16MiB", () -> cache(5, List.of("GET"), 0)),
                row("cache.ttl is missing; expected a duration, or mode: http", () -> life(Optional.empty(), 200, 0)),
                row("cache.ttlByStatus names 206; expected a final status", () -> life(MINUTE, 206, 0)),
                row("cache.ttlByStatus names 429; expected a final status", () -> life(MINUTE, 429, 0)),
                row("cache.ttlByStatus names 103; expected a final status", () -> life(MINUTE, 103, 0)),
                row("cache.jitter is 51; expected 0 to 50 percent", () -> life(MINUTE, 404, 51)),
                row("cache.refreshAhead is -1; expected 0 to 50", () -> conduct(Duration.ZERO, Duration.ZERO, -1)),
                row("cache.staleWhileRevalidate is 2d; expected", () -> conduct(Duration.ofDays(2), Duration.ZERO, 0)),
                row("cache.staleIfError is 8d; expected", () -> conduct(Duration.ZERO, Duration.ofDays(8), 0)),
                row(
                        "cache.coalesce.wait is 0ms; expected a duration from 10ms to 1m",
                        () -> new Coalesce(Coalesce.Across.NODE, Duration.ZERO)),
                row("cache.onError.status is 200; expected 400 to 599", () -> new OnError(200, "later")),
                row("cache.onError.message has 1 characters; expected 1 to 500", () -> new OnError(503, " ")),
                row("requestHeaders is empty; expected set or remove", () -> request(Map.of(), List.of())),
                row("requestHeaders.remove is Host; ", () -> request(Map.of(), List.of("Host"))),
                row("requestHeaders.set is Authorization; ", () -> request(header("Authorization"), List.of())),
                row(
                        "requestHeaders.set names b twice",
                        () -> request(Map.of("B", Template.parse("1"), "b", Template.parse("2")), List.of())),
                row(
                        "responseHeaders.set.X is a\\u000ab; expected printable ASCII",
                        () -> new ResponseHeadersSpec("r", Map.of("X", Template.parse("a\nb")), List.of())),
                row("spec.upstream is ''; expected a name", () -> proxy("", List.of(), List.of())),
                row(
                        "spec.policies [1] is the second policy named 'r'",
                        () -> proxy("u", List.of(response("r"), response("r")), List.of())),
                row(
                        "spec.endpoints[0] is /b; expected a path beneath the route's, /a",
                        () -> proxy("u", List.of(), List.of(endpoint("/b")))),
                row(
                        "spec.endpoints[1] is /a/x for a second time",
                        () -> proxy("u", List.of(), List.of(endpoint("/a/x"), endpoint("/a/x")))),
                row(
                        "spec.breaker.openMax is 1s; expected a duration from 2s to 1h",
                        () -> new Breaker.Rest(Duration.ofSeconds(2), Duration.ofSeconds(1))),
                row(
                        "spec.breaker.outcomes is empty, and so is statuses",
                        () -> new Breaker.Failures(new TreeSet<>(), new TreeSet<>())),
                row(
                        "spec.affinity has ${env.X}; expected only what differs between requests",
                        () -> affinity("${env.X}")),
                row("spec.affinity has ${path.id}; expected no parameter of a path", () -> affinity("${path.id}")),
                row("spec.affinity has no variable", () -> affinity("cart")),
                row(
                        "spec.retries.outcomes is empty, and so is statuses",
                        () -> new Retries(1, 20, 10, new TreeSet<>(), new TreeSet<>())),
                row("template has an unknown variable ${x}", () -> Template.parse("${x}")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void arecordNamesTheThingItsValueAndWhatWasExpected(String message, ThrowingCallable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction).withMessageStartingWith(message);
    }

    private static Arguments row(String message, ThrowingCallable construction) {
        return Arguments.of(message, construction);
    }

    private static Balance affinity(String text) {
        return new Balance(Balance.Type.ROUND_ROBIN, Optional.of(Template.parse(text)));
    }

    private static Upstream upstream(Metadata metadata, List<Upstream.Target> targets, OptionalInt maxConcurrent) {
        return new Upstream(metadata, targets, Upstream.Timeouts.DEFAULT, maxConcurrent, Optional.empty());
    }

    private static PolicySpec cache(long ttlSeconds, List<String> methods, long maxObjectBytes) {
        CacheSpec.Key key = new CacheSpec.Key.Query(Optional.empty());
        CacheSpec.Kept kept = new CacheSpec.Kept(methods, maxObjectBytes, false);
        CacheLife life = CacheLife.of(Duration.ofSeconds(ttlSeconds));
        return new CacheSpec(
                "cache",
                CacheStorage.LOCAL,
                Coherence.EVENTUAL,
                key,
                kept,
                life,
                CacheConduct.DEFAULT,
                CacheUpkeep.DEFAULT);
    }

    private static CacheLife life(Optional<Duration> ttl, int status, int jitter) {
        Map<Integer, Duration> byStatus = Map.of(status, Duration.ofSeconds(5));
        return new CacheLife(CacheLife.Mode.POLICY, ttl, byStatus, Optional.empty(), jitter);
    }

    private static CacheConduct conduct(Duration whileRevalidate, Duration ifError, int ahead) {
        return new CacheConduct(whileRevalidate, ifError, ahead, Coalesce.DEFAULT, Optional.empty());
    }

    private static PolicySpec request(Map<String, Template> set, List<String> remove) {
        return new RequestHeadersSpec("requestHeaders", set, remove);
    }

    private static PolicySpec response(String name) {
        return new ResponseHeadersSpec(name, Map.of(), List.of("X"));
    }

    private static Map<String, Template> header(String name) {
        return Map.of(name, Template.parse("x"));
    }

    private static Endpoint endpoint(String path) {
        return new Endpoint(List.of(), path, List.of(), List.of("x"));
    }

    private static ApiProxy proxy(String upstream, List<PolicyItem> policies, List<Endpoint> endpoints) {
        return new ApiProxy(NAMED, ROUTE, upstream, false, policies, List.of(), endpoints);
    }
}
