package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.model.Credential;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Metadata;
import dev.noon.model.Secret;
import dev.noon.model.Upstream;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.upstream.UpstreamRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each revision sends the secret that it has, for as long as somebody runs under it. */
class SnapshotCredentialsTest {
    private static final String ONE = "00112233445566778899aabbccddeeff";
    private static final String OTHER = "ffeeddccbbaa99887766554433221100";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler = Catalogues.compiler(
            resources,
            (id, field, secret) ->
                    new ClearSecret("clear-" + secret.fingerprint().orElseThrow()));
    private final HttpServer server = server();

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_exchange_keeps_the_secret_that_it_began_with() throws Exception {
        Definitions definitions = definitions(apiKey(ONE));
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(
                first, definitions.put(credential(apiKey(OTHER))).set());
        send(first);
        send(second);
        send(first);
        assertThat(seen).containsExactly("clear-" + ONE, "clear-" + OTHER, "clear-" + ONE);
        assertThat(Snapshots.transport(second, "u")).as("the pool is kept").isSameAs(Snapshots.transport(first, "u"));
    }

    @Test
    void only_who_is_sent_with_it_is_compiled_again() throws CompileException {
        Definitions definitions = definitions(apiKey(ONE))
                .put(Definitions.upstream("open", "http://127.0.0.1:1"))
                .put(Definitions.proxy("q", "open"));
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(
                first, definitions.put(credential(apiKey(OTHER))).set());
        assertThat(proxy(second, "q")).isSameAs(proxy(first, "q"));
        assertThat(proxy(second, "p")).isNotSameAs(proxy(first, "p"));
        Snapshot third = compiler.compile(
                second, definitions.put(Definitions.proxy("r", "u")).set());
        assertThat(proxy(third, "p")).isSameAs(proxy(second, "p"));
    }

    @Test
    void tokens_outlive_a_snapshot_and_go_with_the_last_that_sends_them() throws CompileException {
        Definitions definitions = definitions(new Credential.ClientCredentials(
                URI.create("http://127.0.0.1:1/token"), "noon", Optional.empty(), kept(ONE)));
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second = compiler.compile(
                first,
                definitions.put(Definitions.upstream("v", "http://127.0.0.1:2")).set());
        assertThat(tokens(second)).isSameAs(tokens(first));
        first.release();
        Snapshot third = compiler.compile(
                second, definitions.put(credential(apiKey(ONE))).set());
        second.release();
        assertThat(resources.size()).as("two pools").isEqualTo(2);
        third.release();
        assertThat(resources.size()).isZero();
    }

    @Test
    void without_its_secret_nothing_compiles_and_nothing_is_held() {
        Definitions definitions = definitions(apiKey(ONE)).remove(new DefinitionId(Kind.CREDENTIAL, "key"));
        assertThatThrownBy(() -> compiler.compile(Snapshot.none(), definitions.set()))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("spec.credential");
        assertThat(resources.size()).isZero();
    }

    private Definitions definitions(Credential.Scheme scheme) {
        Upstream upstream = Definitions.upstream(
                "u", "http://127.0.0.1:" + server.getAddress().getPort());
        return new Definitions()
                .put(credential(scheme))
                .put(new Upstream(
                        upstream.metadata(),
                        upstream.targets(),
                        upstream.timeouts(),
                        OptionalInt.empty(),
                        Optional.of("key")))
                .put(Definitions.proxy("p", "u"));
    }

    private static Credential credential(Credential.Scheme scheme) {
        return new Credential(new Metadata("key", "default", Optional.empty()), scheme);
    }

    private static Credential.Scheme apiKey(String fingerprint) {
        return new Credential.ApiKey(Credential.ApiKey.Place.HEADER, "X-Key", kept(fingerprint));
    }

    private static Secret kept(String fingerprint) {
        return new Secret(Secret.keep(fingerprint));
    }

    private static void send(Snapshot snapshot) throws IOException {
        held(snapshot).sender().send(new UpstreamRequest("GET", "/", new Headers(), RequestBody.NONE));
    }

    private static Object tokens(Snapshot snapshot) {
        return held(snapshot).held().tokens().orElseThrow().resource();
    }

    private static HeldUpstream held(Snapshot snapshot) {
        return Objects.requireNonNull(snapshot.content().shared().upstreams().get("u"));
    }

    private static CompiledProxy proxy(Snapshot snapshot, String name) {
        return Objects.requireNonNull(snapshot.content().proxies().get(name));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
