package dev.noon.it.http;

import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP/1.1 server on a free port, of loopback unless told otherwise, that keeps what it saw and answers as its handler
 * says: fast, slow, cut off, wrong. Thread-safe.
 */
public final class RecordingUpstream implements AutoCloseable {
    private final Handler handler;
    private final boolean recording;
    private final InetAddress address;
    private final List<UpstreamRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final int port;
    private volatile ServerSocket server;
    private volatile Future<?> accepting;

    private RecordingUpstream(Handler handler, boolean recording, InetAddress address) throws IOException {
        this.handler = handler;
        this.recording = recording;
        this.address = address;
        this.server = listen(0);
        this.port = server.getLocalPort();
        ServerSocket listener = server;
        this.accepting = threads.submit(() -> accept(listener));
    }

    /** Answers one request; the rest of the body is read away afterwards. */
    @FunctionalInterface
    public interface Handler {
        void handle(UpstreamRequest request, UpstreamReply reply) throws IOException, InterruptedException;
    }

    /** Starts a server that keeps every request. */
    public static RecordingUpstream start(Handler handler) {
        return start(handler, true, InetAddress.getLoopbackAddress());
    }

    /** Starts a server that only answers: for long runs. */
    public static RecordingUpstream silent(Handler handler) {
        return silent(handler, InetAddress.getLoopbackAddress());
    }

    /** Starts a server on {@code address} that only answers. */
    public static RecordingUpstream silent(Handler handler, InetAddress address) {
        return start(handler, false, address);
    }

    private static RecordingUpstream start(Handler handler, boolean recording, InetAddress address) {
        try {
            return new RecordingUpstream(handler, recording, address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an upstream", e);
        }
    }

    public int port() {
        return port;
    }

    /** {@code http://address:port}. */
    public URI url() {
        return URI.create("http://" + address.getHostAddress() + ":" + port);
    }

    /** Every request so far, oldest first. */
    public List<UpstreamRequest> requests() {
        return List.copyOf(requests);
    }

    /** The newest request. */
    public UpstreamRequest last() {
        List<UpstreamRequest> all = requests();
        if (all.isEmpty()) {
            throw new IllegalStateException("nothing has reached the upstream");
        }
        return all.get(all.size() - 1);
    }

    /** How many connections have been accepted. */
    public int connections() {
        return connections.get();
    }

    /** Refuses connections from now on and cuts those that are open. */
    public void die() throws IOException {
        server.close();
        // The kernel accepts for as long as a thread is inside accept(), closed or not.
        await().pollInterval(Duration.ofMillis(2)).until(accepting::isDone);
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Accepts connections again, on the same port. */
    public void revive() throws IOException {
        ServerSocket fresh = listen(port);
        server = fresh;
        accepting = threads.submit(() -> accept(fresh));
    }

    @Override
    public void close() {
        try {
            die();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, port), 512);
        return socket;
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (listener.isClosed()) {
                    // The kernel may hand out one more while the listener is being closed.
                    socket.close();
                    continue;
                }
                open.add(socket);
                int number = connections.incrementAndGet();
                threads.execute(() -> serve(socket, number));
            } catch (IOException e) {
                // Closed by die(): the loop's condition ends it.
                continue;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            BufferedOutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            WireReader wire = new WireReader(in);
            boolean more = true;
            while (more) {
                more = exchange(wire, out, number);
            }
        } catch (IOException e) {
            // The peer has gone, as peers do; what it sent is recorded.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private boolean exchange(WireReader wire, BufferedOutputStream out, int number)
            throws IOException, InterruptedException {
        String line = wire.line();
        Headers headers = wire.headers();
        InputStream body = wire.body(headers, InputStream.nullInputStream());
        UpstreamRequest request = new UpstreamRequest(line, headers, number, body);
        if (recording) {
            requests.add(request);
        }
        UpstreamReply reply = new UpstreamReply(out, request.method().equals("HEAD"));
        handler.handle(request, reply);
        if (reply.closes()) {
            return false;
        }
        request.body().transferTo(java.io.OutputStream.nullOutputStream());
        return !headers.text("Connection").equalsIgnoreCase("close");
    }
}
