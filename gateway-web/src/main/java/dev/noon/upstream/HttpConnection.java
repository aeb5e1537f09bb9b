package dev.noon.upstream;

import dev.noon.exchange.Tunnel;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.OptionalLong;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;

/**
 * One connection to a target. Used by one thread at a time; {@link #abort} and {@link
 * #isStuckWriting} may be called by any.
 */
final class HttpConnection extends DefaultBHttpClientConnection {
    private static final long NOT_WRITING = Long.MIN_VALUE;

    private final HeaderReader reader;
    private final Socket socket;
    private final Http1Config config;
    private boolean trailersFollow;
    private long idleSinceNanos;
    private long idleUntilNanos;
    private volatile long writingSinceNanos = NOT_WRITING;
    private volatile boolean limited;
    private volatile long deadlineNanos;

    private HttpConnection(Http1Config config, HeaderReader reader, Socket socket) {
        super(config, null, null, null, null, null, ignored -> reader);
        this.reader = reader;
        this.socket = socket;
        this.config = config;
    }

    /** The connection that {@code socket} has made. */
    static HttpConnection on(Socket socket, Http1Config config, Ticker ticker) throws IOException {
        HttpConnection connection = new HttpConnection(config, new HeaderReader(config), socket);
        connection.bind(new SocketHolder(socket) {
            @Override
            protected InputStream getInputStream(Socket plain) throws IOException {
                return new TimedInput(plain, connection, ticker);
            }
        });
        return connection;
    }

    /** The exchange that begins must be over then, or never. */
    void until(OptionalLong nanos) {
        if (nanos.isPresent()) {
            deadlineNanos = nanos.getAsLong();
        }
        limited = nanos.isPresent();
    }

    /** Whether the exchange has a deadline. */
    boolean isLimited() {
        return limited;
    }

    /** Nanoseconds until its deadline; 0 or less if that has passed. Only if it has one. */
    long leftNanos(long nowNanos) {
        return deadlineNanos - nowNanos;
    }

    /** Whether bytes came that no response accounts for: the next response would be misread. */
    boolean hasLeftover() {
        return reader.hasLeftover();
    }

    /** How many bytes have come so far. */
    long receivedBytes() {
        return getEndpointDetails().getReceivedBytesCount();
    }

    /** Whether trailers are announced for the body that comes next: then it is not whole without their end. */
    void expectTrailers(boolean announced) {
        trailersFollow = announced;
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        return trailersFollow
                ? new ChunkedInputStream(HeaderReader.wholeLines(buffer), in, config)
                : super.createContentInputStream(length, buffer, in);
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

    /** Whether one write has lasted longer than {@code nanos}, or than its deadline: sockets have no timeout for that. */
    boolean isStuckWriting(long nowNanos, long nanos) {
        long since = writingSinceNanos;
        return (since != NOT_WRITING && nowNanos - since > nanos) || (limited && leftNanos(nowNanos) <= 0);
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
