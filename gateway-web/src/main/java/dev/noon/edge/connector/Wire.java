package dev.noon.edge.connector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.memory.Buffers;

/**
 * The connection that a client's request came on, beside the reply that the container would write: what goes out here is
 * written as it is, encrypted where the connection is. One thread reads; others may write and close.
 */
public final class Wire {
    private static final long FOREVER_MILLIS = Integer.MAX_VALUE;

    private final Request request;
    private final Connection<?> connection;

    private Wire(Request request) {
        this.request = request;
        this.connection = request.getContext().getConnection();
    }

    /** The connection behind the connector's own request; nothing on another server. */
    public static Optional<Wire> of(Object request) {
        return request instanceof Request known ? Optional.of(new Wire(known)) : Optional.empty();
    }

    /**
     * What the client sends after a header that asks for another protocol. A read waits as long as the connection lasts.
     */
    public InputStream in() {
        connection.setReadTimeout(FOREVER_MILLIS, TimeUnit.MILLISECONDS);
        return request.getInputStream();
    }

    /**
     * Writes {@code length} bytes, and waits until the operating system has them.
     *
     * @param longestMillis how long that may take
     * @throws IOException if it takes longer, or the client is gone
     */
    public void write(byte[] bytes, int length, long longestMillis) throws IOException {
        Buffer buffer = Buffers.wrap(connection.getMemoryManager(), bytes, 0, length);
        try {
            connection.<Buffer>write(buffer).get(longestMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the client does not take what is sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the client was written to", e);
        }
    }

    /** Closes the connection: cleanly, if all that was written has gone out. */
    public void close() {
        connection.closeSilently();
    }
}
