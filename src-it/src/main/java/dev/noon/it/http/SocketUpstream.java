package dev.noon.it.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a free loopback port that speaks WebSocket (RFC 6455) with whoever asks, and says back what it hears, in
 * frames of up to 125 bytes. Everybody else gets a 426. Thread-safe.
 */
public final class SocketUpstream implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CLOSE = 8;

    private final ServerSocket server;
    private final List<Headers> handshakes = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "socket-upstream");
        thread.setDaemon(true);
        return thread;
    });

    private SocketUpstream(ServerSocket server) {
        this.server = server;
        threads.execute(this::accept);
    }

    /** Starts one. */
    public static SocketUpstream start() {
        try {
            return new SocketUpstream(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an upstream", e);
        }
    }

    /** {@code http://address:port}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The header lines of every request so far. */
    public List<Headers> handshakes() {
        return List.copyOf(handshakes);
    }

    /** How many connections speak WebSocket; gateways keep others for later. */
    public int open() {
        return open.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed: the loop's condition ends it.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        sockets.add(socket);
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            WireReader wire = new WireReader(in);
            while (wire.line().startsWith("GET")) {
                answer(wire.headers(), in, socket.getOutputStream());
            }
        } catch (IOException e) {
            // The peer has gone.
            return;
        } finally {
            sockets.remove(socket);
        }
    }

    private void answer(Headers headers, InputStream in, OutputStream out) throws IOException {
        handshakes.add(headers);
        if (!headers.text("Upgrade").equals("websocket")) {
            send(out, "HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        send(
                out,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(headers.text("Sec-WebSocket-Key")) + "\r\n\r\n");
        open.incrementAndGet();
        try {
            echo(in, out);
        } finally {
            open.decrementAndGet();
        }
    }

    /** Until the client says goodbye, or is gone. */
    private static void echo(InputStream in, OutputStream out) throws IOException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            int length = in.read() & 0x7f;
            byte[] mask = in.readNBytes(4);
            byte[] text = in.readNBytes(length);
            for (int i = 0; i < text.length; i++) {
                text[i] ^= mask[i % 4];
            }
            out.write(first);
            out.write(length);
            out.write(text);
            out.flush();
            if ((first & 15) == CLOSE) {
                throw new IOException("goodbye");
            }
        }
        throw new IOException("gone");
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
