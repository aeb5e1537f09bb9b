package dev.noon.sample;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sample upstream: {@code /loans}, {@code /echo}, {@code /slow}, {@code /status/CODE}, {@code /bytes/COUNT}. A thread
 * per exchange, keep-alive, no {@code Cache-Control}. Thread-safe.
 */
public final class SampleUpstream implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final HttpServer server;
    private final ExecutorService threads;

    private SampleUpstream(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts serving.
     *
     * @param bind where to listen; port 0 takes a free one
     * @param name what the answers call this upstream
     * @throws IOException when the port is taken
     */
    public static SampleUpstream start(InetSocketAddress bind, String name) throws IOException {
        // Read once by the JDK's server when it is first loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        HttpServer server = HttpServer.create(bind, BACKLOG);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/loans", new Answering(new Loans(name, Clock.systemUTC())));
        server.createContext("/echo", new Answering(new Echo(name)));
        server.createContext("/slow", new Answering(new Slow(name)));
        server.createContext("/status/", new Answering(new Status(name)));
        server.createContext("/bytes/", new Bytes());
        server.createContext("/", new Answering(Answering.nothingHere()));
        server.start();
        return new SampleUpstream(server, threads);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Stops at once; exchanges under way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
