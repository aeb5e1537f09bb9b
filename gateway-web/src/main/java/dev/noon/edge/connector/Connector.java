package dev.noon.edge.connector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the server's traffic listener from the moment it opens: has odd targets reach the gateway instead of the
 * container, closes connections whose header never ends, bounds what waits for clients that do not take it, and opens a second port for TLS that leads to the same place.
 * On another server it says so once, and does nothing. {@link #tick} is for one thread at a time.
 */
public final class Connector implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connector.class.getName());

    private static final int MOST_UNSENT_BYTES = 64 << 10;

    private final int port;
    private final Tls tls;
    private final LongSupplier nanos;
    private final long longestHeaderNanos;
    private volatile @Nullable SlowHeaders headers;
    private boolean unknown;
    private @Nullable TlsListener secure;

    /**
     * @param port local port of the listener
     * @param nanos ticker
     * @param longestHeaderNanos how long a header may take
     */
    public Connector(int port, Tls tls, LongSupplier nanos, long longestHeaderNanos) {
        this.port = port;
        this.tls = tls;
        this.nanos = nanos;
        this.longestHeaderNanos = longestHeaderNanos;
    }

    /**
     * TLS for clients.
     *
     * @param address where it is spoken; nothing for nowhere
     * @param certificates what is shown
     */
    public record Tls(Optional<InetSocketAddress> address, Certificates certificates) {}

    /** About once a second: what has opened since is looked after, what is too slow is closed, what is new is shown. */
    public void tick() {
        tls.certificates().refresh();
        attend();
        SlowHeaders watched = headers;
        if (watched != null) {
            watched.sweep();
        }
    }

    /** Looks after the listener if it has opened, and has not been yet. */
    public void attend() {
        if (unknown || (headers != null && (secure != null || tls.address().isEmpty()))) {
            return;
        }
        try {
            Optional<Listener> listener = Listener.on(port);
            if (listener.isPresent()) {
                attend(listener.get());
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            unknown = true;
            LOG.log(
                    Level.WARNING,
                    "this server does not show its listeners: what it answers by itself stays as it is, headers may"
                            + " drip, and there is no TLS port",
                    e);
        }
    }

    /** Whether the port for TLS is open, or none is wanted. */
    public boolean isComplete() {
        return unknown || tls.address().isEmpty() || secure != null;
    }

    /** How many connections were closed because their header took too long. */
    public long cutOff() {
        SlowHeaders watched = headers;
        return watched == null ? 0 : watched.cutOff();
    }

    /** How many certificates are shown. */
    public int certificates() {
        return tls.certificates().count();
    }

    /** When the first of them ends, in seconds since the epoch; 0 if there is none. */
    public long certificatesUntil() {
        return tls.certificates().until().map(Instant::getEpochSecond).orElse(0L);
    }

    @Override
    public void close() {
        if (secure != null) {
            secure.close();
        }
    }

    private void attend(Listener listener) throws ReflectiveOperationException {
        SlowHeaders watched = headers;
        if (watched == null) {
            watched = new SlowHeaders(nanos, longestHeaderNanos);
            listener.repair(new TargetRepair());
            listener.bound(MOST_UNSENT_BYTES);
            listener.watch(watched);
            headers = watched;
        }
        if (tls.address().isPresent() && tls.certificates().isUsable()) {
            secure = open(listener, tls.address().get(), watched);
        }
    }

    private @Nullable TlsListener open(Listener listener, InetSocketAddress address, SlowHeaders watched)
            throws ReflectiveOperationException {
        try {
            TlsListener opened =
                    TlsListener.open(address, listener, tls.certificates().context());
            opened.listener().bound(MOST_UNSENT_BYTES);
            opened.listener().watch(watched);
            LOG.log(Level.INFO, "https: listening on {0}", address);
            return opened;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "https: cannot listen on " + address + ", and will try again", e);
            return null;
        }
    }
}
