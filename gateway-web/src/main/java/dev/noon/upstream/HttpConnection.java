package dev.noon.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a target. Used by one thread at a time; {@link #abort} and {@link
 * #isStuckWriting} may be called by any.
 */
final class HttpConnection extends DefaultBHttpClientConnection {
    private static final long NOT_WRITING = Long.MIN_VALUE;

    private @Nullable SessionInputBuffer input;
    private long idleSinceNanos;
    private long idleUntilNanos;
    private volatile long writingSinceNanos = NOT_WRITING;

    HttpConnection(Http1Config config, Socket socket) throws IOException {
        super(config);
        bind(socket);
        try {
            // Shows createContentInputStream the buffer that this connection reads into.
            BasicClassicHttpResponse empty = new BasicClassicHttpResponse(200);
            empty.addHeader("Content-Length", "0");
            receiveResponseEntity(empty);
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        input = buffer;
        return super.createContentInputStream(length, buffer, in);
    }

    /** Whether bytes came that no response accounts for: the next response would be misread. */
    boolean hasLeftover() {
        SessionInputBuffer buffer = input;
        return buffer != null && buffer.length() > 0;
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
            return !isStale() && !hasLeftover();
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

    /** Closes at once, so that the other side sees a reset and never a clean end. */
    void abort() {
        close(CloseMode.IMMEDIATE);
    }

    /** Closes when nothing is under way. */
    void closeIdle() {
        close(CloseMode.GRACEFUL);
    }
}
