package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.DefinitionReader;
import dev.noon.model.SourceFile;
import dev.noon.policy.cache.CachePolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several upstreams behind one proxy: who is asked, and whose stored answers are whose. */
class SnapshotSplitTest {
    private static final String UPSTREAMS = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: a }
            spec: { targets: [ { url: "http://127.0.0.1:1" } ] }
            ---
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: b }
            spec: { targets: [ { url: "http://127.0.0.1:2" } ] }
            ---
            """;

    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler =
            Catalogues.compiler(resources, (id, field, secret) -> new ClearSecret("never"));
    private final Definitions definitions = new Definitions();

    @Test
    void requests_take_turns_and_the_facts_name_who_was_asked() throws Exception {
        Snapshot snapshot = compiled(Snapshot.none(), proxy("[ { upstream: a, weight: 3 }, { upstream: b } ]", ""));
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asked.add(asked(snapshot));
        }
        assertThat(asked.subList(0, 4)).containsExactlyInAnyOrder("a", "a", "a", "b");
        assertThat(asked.subList(4, 8)).containsExactlyInAnyOrder("a", "a", "a", "b");
    }

    @Test
    void whose_turn_it_is_outlasts_a_swap_that_leaves_the_split_as_it_is() throws Exception {
        String split = "[ { upstream: a, weight: 9 }, { upstream: b, weight: 1 } ]";
        Snapshot snapshot = compiled(Snapshot.none(), proxy(split, ""));
        int asked = 0;
        for (int i = 0; i < 20; i++) {
            asked += asked(snapshot).equals("b") ? 1 : 0;
            snapshot = compiled(snapshot, proxy(split, "- responseHeaders: { set: { X-A: \"" + i + "\" } }"));
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void each_upstream_has_stored_answers_of_its_own() throws Exception {
        Snapshot snapshot = compiled(
                Snapshot.none(),
                proxy("[ { upstream: a }, { upstream: b } ]", "- cache: { ttl: 1m }\n    - cors: { origins: ['*'] }"));
        Route route = route(snapshot);
        Route.Forked forked = route.forked().orElseThrow();
        assertThat(forked.at()).isZero();
        assertThat(key(forked.policies().get(0)))
                .isNotEqualTo(key(forked.policies().get(1)));
        assertThat(forked.policies().get(0).get(1))
                .as("what need not differ is shared")
                .isSameAs(forked.policies().get(1).get(1));
    }

    @Test
    void a_proxy_is_made_anew_when_any_of_its_upstreams_is_another() throws Exception {
        Snapshot first = compiled(Snapshot.none(), proxy("[ { upstream: a }, { upstream: b } ]", ""));
        Snapshot second = compiled(first, UPSTREAMS.replace("127.0.0.1:2", "127.0.0.1:3"));
        assertThat(second.content().proxies().get("p"))
                .isNotSameAs(first.content().proxies().get("p"));
        Snapshot third = compiled(second, "");
        assertThat(third.content().proxies().get("p"))
                .isSameAs(second.content().proxies().get("p"));
        List.of(first, second, third).forEach(Snapshot::release);
        assertThat(resources.size()).isZero();
    }

    private static Object key(List<Policy> policies) {
        Request request = Requests.of("GET", "/p");
        return ((CachePolicy) policies.get(0)).explain(request).key().orElseThrow();
    }

    private static String asked(Snapshot snapshot) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/p"));
        Route route = route(snapshot);
        RouteFacts facts = route.facts();
        exchange.route(facts);
        route.chain().proceed(exchange);
        assertThat(facts.upstream()).isEqualTo("a,b");
        assertThat(exchange.route().tally()).isSameAs(facts.tally());
        return exchange.route().upstream();
    }

    private static Route route(Snapshot snapshot) {
        return ((RouteMatch.Found) snapshot.routes().match(Requests.of("GET", "/p"))).route();
    }

    private Snapshot compiled(Snapshot previous, String yaml) throws CompileException {
        if (!yaml.isEmpty()) {
            var reading = new DefinitionReader().read(List.of(new SourceFile("test.yaml", yaml)));
            assertThat(reading.problems()).isEmpty();
            reading.definitions().forEach(read -> definitions.put(Objects.requireNonNull(read.definition())));
        }
        return compiler.compile(previous, definitions.set());
    }

    private static String proxy(String upstream, String policies) {
        return UPSTREAMS + """
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: p }
                spec:
                  route: { path: /p }
                  upstream: %s
                  policies:%s
                """.formatted(upstream, policies.isEmpty() ? " []" : "\n    " + policies);
    }
}
