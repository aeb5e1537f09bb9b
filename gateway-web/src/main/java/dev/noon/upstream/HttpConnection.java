package dev.noon.upstream;

import dev.noon.exchange.Tunnel;
import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;

/**
 * One connection to a target. Used by one thread at a time; {@link #abort} and {@link
 * #isStuckWriting} may be called by any.
 */
final class HttpConnection extends DefaultBHttpClientConnection {
    private static final long NOT_WRITING = Long.MIN_VALUE;

    private final HeaderReader reader;
    private final Socket socket;
    private long idleSinceNanos;
    private long idleUntilNanos;
    private volatile long writingSinceNanos = NOT_WRITING;

    private HttpConnection(Http1Config config, HeaderReader reader, Socket socket) throws IOException {
        super(config, null, null, null, null, null, ignored -> reader);
        this.reader = reader;
        this.socket = socket;
        bind(socket);
    }

    /** The connection that {@code socket} has made. */
    static HttpConnection on(Socket socket, Http1Config config) throws IOException {
        return new HttpConnection(config, new HeaderReader(config), socket);
    }

    /** Whether bytes came that no response accounts for: the next response would be misread. */
    boolean hasLeftover() {
        return reader.hasLeftover();
    }

    /** How many bytes have come so far. */
    long receivedBytes() {
        return getEndpointDetails().getReceivedBytesCount();
    }

    /** Marks it idle until {@code untilNanos} at the latest. */
    void idle(long nowNanos, long untilNanos) {
        idleSinceNanos = nowNanos;
        idleUntilNanos = untilNanos;
    }

    /** Whether its time is over. */
    boolean isExpired(long nowNanos) {
        return nowNanos - idleUntilNanos >= 0;
    }

    /** Whether it has been idle that long; then the other side may have closed it, and it must be asked. */
    boolean isIdleFor(long nowNanos, long nanos) {
        return nowNanos - idleSinceNanos >= nanos;
    }

    /** Asks the socket whether the other side has closed or sent what nobody asked for; takes up to 1 ms. */
    boolean isUsable() {
        try {
            long before = receivedBytes();
            return !isStale() && receivedBytes() == before && !hasLeftover();
        } catch (IOException e) {
            return false;
        }
    }

    /** A write to the socket begins. */
    void writing(long nowNanos) {
        writingSinceNanos = nowNanos;
    }

    /** The write has ended. */
    void written() {
        writingSinceNanos = NOT_WRITING;
    }

    /** Whether one write has lasted longer than {@code nanos}: sockets have no timeout for that. */
    boolean isStuckWriting(long nowNanos, long nanos) {
        long since = writingSinceNanos;
        return since != NOT_WRITING && nowNanos - since > nanos;
    }

    /**
     * What is left of the connection once the other side has switched to another protocol.
     *
     * @param ended what happens once, when it is closed
     */
    Tunnel tunnel(Runnable ended) {
        return new SwitchedConnection(this, socket, reader, ended);
    }

    /** Closes at once, so that the other side sees a reset and never a clean end. */
    void abort() {
        close(CloseMode.IMMEDIATE);
    }

    /** Closes when nothing is under way. */
    void closeIdle() {
        close(CloseMode.GRACEFUL);
    }
}
