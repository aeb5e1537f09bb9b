package dev.noon.admin;

import com.sun.net.httpserver.HttpServer;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.noon.cache.view.CacheView;
import dev.noon.cache.view.ClusterFigures;
import dev.noon.control.Acknowledgements;
import dev.noon.control.BanBoard;
import dev.noon.control.Bodies;
import dev.noon.control.BreakerBoard;
import dev.noon.control.CandidateProposed;
import dev.noon.control.Clocks;
import dev.noon.control.Deployments;
import dev.noon.control.Differences;
import dev.noon.control.Drain;
import dev.noon.control.Drains;
import dev.noon.control.Events;
import dev.noon.control.Explain;
import dev.noon.control.LimitBoard;
import dev.noon.control.NodeIdentity;
import dev.noon.control.OperationPublished;
import dev.noon.control.Projects;
import dev.noon.control.Purges;
import dev.noon.control.Reconciler;
import dev.noon.control.RevisionFeed;
import dev.noon.control.RevisionPublished;
import dev.noon.control.SchemaJudge;
import dev.noon.control.SealedTexts;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.Statistics;
import dev.noon.control.Stores;
import dev.noon.control.SwapFigures;
import dev.noon.control.Uncompilable;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Identity;
import dev.noon.control.audit.Audit;
import dev.noon.control.audit.ChainCheck;
import dev.noon.control.audit.Entries;
import dev.noon.control.secret.Keyring;
import dev.noon.control.secret.Vault;
import dev.noon.control.store.MongoStores;
import dev.noon.control.swap.Measurements;
import dev.noon.control.tokens.KnownTokens;
import dev.noon.control.tokens.Tokens;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionReader;
import dev.noon.model.Kind;
import dev.noon.model.tree.JsonText;
import dev.noon.observe.AccessLog;
import dev.noon.observe.Traffic;
import dev.noon.time.WallClock;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The admin API on a free port, over the embedded store and, on demand, one node that follows every wake-up. */
final class AdminServer implements AutoCloseable, RevisionFeed {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final MongoServer store = new MongoServer(H2Backend.inMemory());
    private final MongoStores mongo = MongoStores.open("mongodb:/" + store.bind() + "/noon");
    private final AtomicLong nanos = new AtomicLong(1);
    private final Clocks clocks = new Clocks(nanos::get, WallClock.system());
    private final List<Reconciler> nodes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Bodies bodies;
    private volatile Keyring keys = Keyring.EMPTY;
    private final Vault vault = new Vault(() -> keys, new SecureRandom());
    private final Traffic traffic = new Traffic(nanos::get, () -> 0, 10, AccessLog.off());
    private final SeenCache cache = new SeenCache();
    private final SeenLimits limits = new SeenLimits();
    private final HttpServer server;
    private String refusal = "";

    AdminServer() {
        this(Optional.of(TOKEN));
    }

    AdminServer(Optional<String> token) {
        DefinitionReader reader = new DefinitionReader();
        Stores stores = mongo.stores();
        bodies = new Bodies(stores.revisions(), reader, 1 << 20);
        Acknowledgements acknowledgements = new Acknowledgements("dev", stores, clocks, nanos::addAndGet);
        Deployments.Parts parts = new Deployments.Parts(
                stores,
                bodies,
                reader,
                new SchemaJudge(reader.schemas()),
                this,
                vault,
                acknowledgements,
                Statistics.none(),
                clocks);
        Deployments deployments = new Deployments("dev", parts);
        AdminServices services = new AdminServices(
                "dev",
                deployments,
                new Purges("dev", deployments, parts, selection -> 3),
                new Drains("dev", parts),
                new BreakerBoard("dev", deployments, parts, () -> Inert.BREAKERS),
                new BanBoard("dev", parts, () -> Inert.BANS),
                new LimitBoard("dev", deployments, parts, limits),
                reader.schemas(),
                credentials(token, stores),
                clocks.wall(),
                oversight(stores, deployments));
        server = serve(services, traffic, cache);
    }

    /** What the node has served, as the resources see it. */
    Traffic traffic() {
        return traffic;
    }

    /** What the node has stored, as the resources see it. */
    SeenCache cache() {
        return cache;
    }

    /** What the node has counted, as the resources see it. */
    SeenLimits limits() {
        return limits;
    }

    private Credentials credentials(Optional<String> token, Stores stores) {
        KnownTokens known = new KnownTokens(stores.tokens(), clocks);
        return new Credentials(
                new Credentials.Sources(token, "dev", known, token.map(configured -> this::signed)), nanos::get);
    }

    /** A provider that signs with the word "signed". */
    private Optional<Identity> signed(String text) {
        return text.startsWith("signed:")
                ? Optional.of(new Identity("sam (oidc)", new Grants(List.of(Grant.parse(text.substring(7))))))
                : Optional.empty();
    }

    private Oversight oversight(Stores stores, Deployments deployments) {
        Events events = new Events("dev", stores.events(), clocks);
        Projects projects = new Projects(bodies);
        return new Oversight(
                new Tokens(stores.tokens(), events, clocks, new Random(5)),
                events,
                new Audit("dev", stores, new Entries(projects, deployments::head)),
                new ChainCheck("dev", stores, clocks.wall()),
                projects,
                new Differences(bodies),
                new Measurements("dev", stores, clocks));
    }

    private static HttpServer serve(AdminServices services, Traffic traffic, SeenCache cache) {
        ResourceConfig config = ResourceConfig.forApplication(new AdminApplication());
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(services).to(AdminServices.class).in(Singleton.class);
                bind(new Inert.Unexplained()).to(Explain.class).in(Singleton.class);
                bind(traffic).to(Traffic.class);
                bind(cache.view()).to(CacheView.class);
                bind(cache.figures()).to(ClusterFigures.class);
            }
        });
        HttpServer started = JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), config, false);
        started.start();
        return started;
    }

    void startNode() {
        Reconciler node = new Reconciler(
                new NodeIdentity("dev", "node-1", "127.0.0.1:5701"),
                new Reconciler.Parts(
                        mongo.stores(),
                        bodies,
                        new SealedTexts("dev", mongo.stores().secrets(), vault),
                        (set, sharing) -> prepared(),
                        new Inert.Purges(limits),
                        new Inert.Disk(),
                        Drain.none(),
                        clocks,
                        Duration.ofSeconds(30)));
        node.tick();
        nodes.add(node);
    }

    /** Node-1 has written down what that revision cost it. */
    void measured(long revision, long dropped) {
        NodeIdentity node = new NodeIdentity("dev", "node-1", "127.0.0.1:5701");
        SwapFigures figures = new SwapFigures(
                node, revision, clocks.wall().millis(), OptionalLong.of(4096), Optional.empty(), dropped);
        mongo.stores().figures().put(List.of(figures), List.of("node-1"));
    }

    /** From now on the nodes can compile nothing. */
    void refuse(String reason) {
        refusal = reason;
    }

    private SnapshotTarget.Prepared prepared() throws Uncompilable {
        if (!refusal.isEmpty()) {
            throw new Uncompilable(refusal, new DefinitionId(Kind.API_PROXY, "loans"), "spec.policies.cache");
        }
        return new Inert.Snapshot();
    }

    /** Issues a token for those grants and returns its text. */
    String tokenFor(String... grants) {
        String list = List.of(grants).stream().map(AdminServer::quoted).collect(Collectors.joining(","));
        HttpResponse<String> answer =
                post("/v1/tokens", "application/json", "{\"name\":\"ci\",\"grants\":[" + list + "]}");
        return json(answer).getString("token");
    }

    /** A request with another token than the administrator's. */
    HttpRequest.Builder as(String token, String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    /** From now on these keys, as a key file has them. */
    void useKeys(String file) {
        keys = Keyring.parse(file);
    }

    /** The store goes away for good. */
    void loseStore() {
        store.shutdownNow();
    }

    void passSeconds(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI uri(String path) {
        return URI.create(origin() + "/api" + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("X-Request-Id", "test-request");
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> yaml(String path, String text) {
        return post(path, Body.YAML, text);
    }

    HttpResponse<String> post(String path, String type, String text) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(text));
        return send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonObject json(HttpResponse<String> answer) {
        return Json.read(answer.body());
    }

    static String quoted(String text) {
        return JsonText.quote(text);
    }

    @Override
    public void announce(RevisionPublished event) {
        nodes.forEach(node -> node.wake(event));
    }

    @Override
    public void announce(OperationPublished event) {
        nodes.forEach(node -> node.wake(event));
    }

    @Override
    public void announce(CandidateProposed event) {
        nodes.forEach(node -> node.wake(event));
    }

    @Override
    public void close() {
        server.stop(0);
        mongo.close();
        store.shutdownNow();
    }
}
