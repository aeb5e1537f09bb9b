package dev.noon.control.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;

/** The embedded store in this process, in memory, on a free port. */
public final class EmbeddedStore implements AutoCloseable {
    private final MongoServer server = new MongoServer(H2Backend.inMemory());
    private final InetSocketAddress address = server.bind();

    public InetSocketAddress address() {
        return address;
    }

    public String uri() {
        return uri(address.getPort());
    }

    public static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/noon";
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
