package dev.noon.edge.connector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.ICloseType;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request header takes too long, however steadily it drips: the connector only notices when
 * nothing comes at all. The handshake of TLS before the first header counts as well. Costs a request nothing: it looks
 * at the connections once a second. Thread-safe.
 */
@SuppressWarnings("rawtypes") // As the connector declares them.
final class SlowHeaders extends ConnectionProbe.Adapter {
    private static final Attribute<Object> REQUEST =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HttpServerFilter.HTTP_SERVER_REQUEST_ATTR_NAME);
    private static final Attribute<Object> HAD_REQUESTS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("HttpServerFilter.KeepAliveContext");

    private final LongSupplier nanos;
    private final long longestNanos;
    private final Map<Connection, Wait> open = new ConcurrentHashMap<>();
    private final LongAdder cutOff = new LongAdder();

    /**
     * @param nanos ticker
     * @param longestNanos how long a header may take
     */
    SlowHeaders(LongSupplier nanos, long longestNanos) {
        this.nanos = nanos;
        this.longestNanos = longestNanos;
    }

    /** What is waited for; written by the sweep alone. */
    private static final class Wait {
        private @Nullable Object request;
        private long sinceNanos;

        Wait(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // A raw connection's.
    public void onAcceptEvent(Connection server, Connection client) {
        open.put(client, new Wait(nanos.getAsLong()));
        client.addCloseListener((CloseListener<Connection, ICloseType>) (closed, type) -> open.remove(closed));
    }

    /** Looks at each connection; by one thread at a time, about once a second. */
    void sweep() {
        long now = nanos.getAsLong();
        open.forEach((connection, wait) -> {
            if (!connection.isOpen()) {
                open.remove(connection);
            } else if (isTooLong(connection, wait, now)) {
                cutOff.increment();
                connection.terminateSilently();
            }
        });
    }

    /** How many were closed so far. */
    long cutOff() {
        return cutOff.sum();
    }

    /** How many connections are watched. */
    int watched() {
        return open.size();
    }

    private boolean isTooLong(Connection connection, Wait wait, long now) {
        Object request = REQUEST.get(connection);
        boolean waiting = request == null
                ? HAD_REQUESTS.get(connection) == null
                : request instanceof HttpPacketParsing header && !header.isHeaderParsed();
        if (!waiting || request != wait.request) {
            wait.request = request;
            wait.sinceNanos = now;
            return false;
        }
        return now - wait.sinceNanos > longestNanos;
    }
}
