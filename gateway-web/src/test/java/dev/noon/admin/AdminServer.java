package dev.noon.admin;

import com.sun.net.httpserver.HttpServer;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.noon.control.Acknowledgements;
import dev.noon.control.Bodies;
import dev.noon.control.Clocks;
import dev.noon.control.Deployments;
import dev.noon.control.Judge;
import dev.noon.control.LastGood;
import dev.noon.control.NodeIdentity;
import dev.noon.control.OperationPublished;
import dev.noon.control.PurgeTarget;
import dev.noon.control.Purges;
import dev.noon.control.Reconciler;
import dev.noon.control.RevisionFeed;
import dev.noon.control.RevisionPublished;
import dev.noon.control.SealedTexts;
import dev.noon.control.Stores;
import dev.noon.control.Tip;
import dev.noon.control.secret.Keyring;
import dev.noon.control.secret.Vault;
import dev.noon.control.store.MongoStores;
import dev.noon.model.DefinitionReader;
import dev.noon.model.tree.JsonText;
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
import java.util.concurrent.atomic.AtomicLong;
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
    private final HttpServer server;

    AdminServer() {
        this(Optional.of(TOKEN));
    }

    AdminServer(Optional<String> token) {
        DefinitionReader reader = new DefinitionReader();
        Stores stores = mongo.stores();
        bodies = new Bodies(stores.revisions(), reader, 1 << 20);
        Acknowledgements acknowledgements = new Acknowledgements("dev", stores, clocks, nanos::addAndGet);
        Deployments.Parts parts =
                new Deployments.Parts(stores, bodies, reader, Judge.hot(), this, vault, acknowledgements, clocks);
        Deployments deployments = new Deployments("dev", parts);
        AdminServices services = new AdminServices(
                "dev",
                deployments,
                new Purges("dev", deployments, parts),
                reader.schemas(),
                new Credentials(token, nanos::get),
                clocks.wall());
        server = serve(services);
    }

    private static HttpServer serve(AdminServices services) {
        ResourceConfig config = ResourceConfig.forApplication(new AdminApplication());
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(services).to(AdminServices.class).in(Singleton.class);
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
                        set -> {},
                        new NoPurges(),
                        new NoDisk(),
                        clocks,
                        Duration.ofSeconds(30)));
        node.tick();
        nodes.add(node);
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
    public void close() {
        server.stop(0);
        mongo.close();
        store.shutdownNow();
    }

    private static final class NoPurges implements PurgeTarget {
        @Override
        public void purgeProxy(String proxy, long operation) {}

        @Override
        public void purgeAll(long operation) {}

        @Override
        public void advanceTo(long operation) {}
    }

    private static final class NoDisk implements LastGood {
        @Override
        public Optional<Tip> read() {
            return Optional.empty();
        }

        @Override
        public void keep(Tip tip) {}
    }
}
