package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Requests;
import dev.noon.model.DefinitionReader;
import dev.noon.model.SourceFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each revision has the consumers and providers that it has, for as long as somebody runs under it. */
class SnapshotIdentitiesTest {
    private static final String KEYED = """
            kind: ApiProxy
            metadata: { name: keyed }
            spec: { route: { path: /keyed }, upstream: u, policies: [ { apiKey: {} }, { mock: { status: 200 } } ] }
            """;
    private static final String TOKENED = """
            kind: ApiProxy
            metadata: { name: tokened }
            spec: { route: { path: /tokened }, upstream: u, policies: [ { jwt: { provider: idp } } ] }
            """;
    private static final String PROVIDER = """
            kind: IdentityProvider
            metadata: { name: idp }
            spec: { issuer: "http://127.0.0.1:1", audiences: [api], keys: { jwksUrl: "http://127.0.0.1:1/certs" } }
            """;

    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler =
            Catalogues.compiler(resources, (id, field, secret) -> new ClearSecret(secret.text()));
    private final Definitions definitions = new Definitions();

    SnapshotIdentitiesTest() {
        put("kind: Upstream\nmetadata: { name: u }\nspec: { targets: [ { url: 'http://127.0.0.1:1' } ] }\n");
        put("kind: ApiProxy\nmetadata: { name: open }\nspec: { route: { path: /open }, upstream: u }\n");
        put(KEYED);
        put(credential("old"));
        put(credential("new"));
        put(consumer("old"));
    }

    @Test
    void a_key_is_rotated_without_a_moment_in_which_neither_passes() throws Exception {
        Snapshot before = compile(Snapshot.none());
        put(consumer("old, new"));
        Snapshot both = compile(before);
        put(consumer("new"));
        Snapshot after = compile(both);
        assertThat(statuses(before)).containsExactly(200, 401);
        assertThat(statuses(both)).containsExactly(200, 200);
        assertThat(statuses(after)).containsExactly(401, 200);
        assertThat(statuses(before)).as("it is still run under").containsExactly(200, 401);
    }

    @Test
    void only_who_asks_for_it_is_compiled_again() throws CompileException {
        put(PROVIDER);
        put(TOKENED);
        Snapshot first = compile(Snapshot.none());
        put(consumer("old, new"));
        Snapshot second = compile(first);
        assertThat(proxy(second, "open")).isSameAs(proxy(first, "open"));
        assertThat(proxy(second, "keyed")).isNotSameAs(proxy(first, "keyed"));
        assertThat(proxy(second, "tokened")).as("tokens name consumers").isNotSameAs(proxy(first, "tokened"));
        put(credential("new").replace("clear-new", "clear-newer"));
        Snapshot third = compile(second);
        assertThat(proxy(third, "keyed")).isNotSameAs(proxy(second, "keyed"));
        put(PROVIDER.replace("[api]", "[api, more]"));
        Snapshot fourth = compile(third);
        assertThat(proxy(fourth, "keyed")).isSameAs(proxy(third, "keyed"));
        assertThat(proxy(fourth, "tokened")).isNotSameAs(proxy(third, "tokened"));
        put("kind: ApiProxy\nmetadata: { name: more }\nspec: { route: { path: /more }, upstream: u }\n");
        Snapshot fifth = compile(fourth);
        assertThat(proxy(fifth, "tokened")).isSameAs(proxy(fourth, "tokened"));
    }

    @Test
    void key_sets_outlive_a_snapshot_and_go_with_the_last_that_has_them() throws CompileException {
        put(PROVIDER);
        put(TOKENED);
        Snapshot first = compile(Snapshot.none());
        assertThat(resources.size()).as("a pool and a key set").isEqualTo(2);
        put(PROVIDER.replace("[api]", "[api, more]"));
        Snapshot second = compile(first);
        assertThat(resources.size()).isEqualTo(2);
        first.release();
        put(PROVIDER.replace("/certs", "/others"));
        Snapshot third = compile(second);
        assertThat(resources.size()).isEqualTo(3);
        second.release();
        assertThat(resources.size()).isEqualTo(2);
        third.release();
        assertThat(resources.size()).isZero();
    }

    private Snapshot compile(Snapshot before) throws CompileException {
        return compiler.compile(before, definitions.set());
    }

    private static List<Integer> statuses(Snapshot snapshot) throws IOException {
        return List.of(status(snapshot, "clear-old"), status(snapshot, "clear-new"));
    }

    private static int status(Snapshot snapshot, String key) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/keyed", "X-API-Key: " + key));
        RouteMatch.Found found = (RouteMatch.Found) snapshot.routes().match(exchange.request());
        return found.route().chain().proceed(exchange).status();
    }

    private static CompiledProxy proxy(Snapshot snapshot, String name) {
        return java.util.Objects.requireNonNull(snapshot.content().proxies().get(name));
    }

    private void put(String document) {
        new DefinitionReader()
                .read(List.of(new SourceFile("a.yaml", "apiVersion: noon.dev/v1\n" + document)))
                .definitions()
                .forEach(read -> definitions.put(read.definition()));
    }

    private static String credential(String name) {
        return "kind: Credential\nmetadata: { name: " + name + " }\nspec: { type: apiKey, header: X, secret: clear-"
                + name + " }\n";
    }

    private static String consumer(String credentials) {
        return "kind: Consumer\nmetadata: { name: partner-7 }\nspec: { credentials: [" + credentials + "] }\n";
    }
}
