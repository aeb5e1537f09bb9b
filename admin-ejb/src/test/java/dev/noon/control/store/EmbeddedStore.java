package dev.noon.control.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;

/** The embedded store in this process, in memory, on a free port. */
public final class EmbeddedStore implements AutoCloseable {
    private final MongoServer server = new MongoServer(H2Backend.inMemory());
    private final InetSocketAddress address = server.bind();
    private boolean closed;

    public InetSocketAddress address() {
        return address;
    }

    public String uri() {
        return uri(address.getPort());
    }

    public static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/noon";
    }

    /** Closing twice is harmless; the server itself may wait for ever for a connection that its first end has left. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            server.shutdownNow();
        }
    }
}
