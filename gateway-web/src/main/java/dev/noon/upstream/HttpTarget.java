package dev.noon.upstream;

import dev.noon.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Logger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;

/** One address of an upstream and its idle connections, the latest used on top. Thread-safe. */
final class HttpTarget implements AutoCloseable {
    /**
     * How connections are made and kept.
     *
     * @param connect longest wait for a connection
     * @param response longest wait for bytes
     * @param trust what https is verified by
     */
    record Options(Duration connect, Duration response, UpstreamSettings settings, Ticker ticker, TlsTrust trust) {}

    private static final Logger LOG = Logger.getLogger(HttpTarget.class.getName());
    private static final Http1Config HTTP = Http1Config.custom()
            .setBufferSize(8 << 10)
            .setChunkSizeHint(8 << 10)
            .setMaxLineLength(64 << 10)
            .setMaxHeaderCount(256)
            .setMaxEmptyLineCount(4)
            .build();

    private final boolean secure;
    private final String host;
    private final int port;
    private final String authority;
    private final Options options;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;
    private volatile String told = "";

    HttpTarget(URI url, Options options) {
        this.secure = "https".equalsIgnoreCase(url.getScheme());
        this.host = url.getHost();
        this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        this.authority = url.getPort() >= 0 ? host + ":" + port : host;
        this.options = options;
    }

    /** Host and port as the Host line has them. */
    String authority() {
        return authority;
    }

    /** A connection that was used before and is still good, as far as one can tell. */
    Optional<HttpConnection> takeIdle() {
        long validateNanos = options.settings().validateAfter().toNanos();
        HttpConnection connection = idle.pollFirst();
        while (connection != null) {
            long now = options.ticker().nanos();
            boolean good =
                    !connection.isExpired(now) && (!connection.isIdleFor(now, validateNanos) || connection.isUsable());
            if (good) {
                return Optional.of(connection);
            }
            connection.closeIdle();
            connection = idle.pollFirst();
        }
        return Optional.empty();
    }

    /** Keeps {@code connection} for the next exchange; the upstream may have said for how long. */
    void giveBack(HttpConnection connection, OptionalLong keepAliveSeconds) {
        long now = options.ticker().nanos();
        Duration longest = options.settings().idle();
        // One second less than promised: the upstream's clock started earlier than ours.
        Duration promised = keepAliveSeconds.isPresent()
                ? Duration.ofSeconds(Math.max(0, keepAliveSeconds.getAsLong() - 1))
                : longest;
        connection.idle(now, now + (promised.compareTo(longest) < 0 ? promised : longest).toNanos());
        idle.addFirst(connection);
        if (closed) {
            closeIdle();
        }
    }

    /** A new connection that nobody needs yet. */
    HttpConnection connect() throws IOException {
        return connect(UpstreamRequest.Terms.NONE);
    }

    /**
     * A new connection for a request on those terms.
     *
     * @throws SocketTimeoutException if no address accepted it in time
     * @throws javax.net.ssl.SSLException if the target is not who it should be, or does not speak TLS
     * @throws IOException if every address refused it, or is none to connect to
     */
    HttpConnection connect(UpstreamRequest.Terms terms) throws IOException {
        long deadline = deadline(terms.deadlineNanos());
        IOException last = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            long millis = (deadline - options.ticker().nanos()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException("connect timed out");
            }
            // A name may stand for something else than when its definition was applied.
            Optional<String> fault = options.settings().addresses().fault(address, port);
            if (fault.isPresent()) {
                last = forbidden(address, fault.get());
                continue;
            }
            try {
                int most = (int) Math.min(millis, Integer.MAX_VALUE);
                return open(new InetSocketAddress(address, port), most, terms.breakoff());
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Closes what has been idle too long. */
    void sweep(long nowNanos) {
        idle.removeIf(connection -> {
            boolean expired = connection.isExpired(nowNanos);
            if (expired) {
                connection.closeIdle();
            }
            return expired;
        });
    }

    /** How many connections wait for work. */
    int idleCount() {
        return idle.size();
    }

    /** Closes the idle connections, and from now on every one that is given back. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        HttpConnection connection = idle.pollFirst();
        while (connection != null) {
            connection.closeIdle();
            connection = idle.pollFirst();
        }
    }

    private long deadline(OptionalLong whole) {
        long own = options.ticker().nanos() + options.connect().toNanos();
        return whole.isPresent() && whole.getAsLong() - own < 0 ? whole.getAsLong() : own;
    }

    /** The log says so once for each thing that the name has come to stand for. */
    private IOException forbidden(InetAddress address, String fault) {
        String text = authority + " is not connected to: it is " + address.getHostAddress() + ", and that is " + fault;
        if (!text.equals(told)) {
            told = text;
            LOG.warning(text);
        }
        return new IOException(text);
    }

    private HttpConnection open(InetSocketAddress address, int connectMillis, Breakoff breakoff) throws IOException {
        Socket socket = new Socket();
        try {
            if (!breakoff.waitsOn(socket)) {
                throw new SocketException("broken off");
            }
            socket.setTcpNoDelay(true);
            socket.connect(address, connectMillis);
            socket.setSoTimeout(connectMillis);
            Socket ready = secure ? encrypted(socket) : socket;
            ready.setSoTimeout((int) Math.min(options.response().toMillis(), Integer.MAX_VALUE));
            return HttpConnection.on(ready, HTTP, options.ticker());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        TlsTrust trust = options.trust();
        SSLSocket socket = (SSLSocket) trust.sockets().createSocket(plain, trust.nameOf(host), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        TlsTrust.checkInDate(socket.getSession());
        return socket;
    }
}
