package dev.noon.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream made of a bare socket, so that it can misbehave: it remembers every request header it
 * read, and answers each connection as its script says.
 */
final class RecordingUpstream implements Closeable {
    /** What one connection does; returning closes it. */
    @FunctionalInterface
    interface Script {
        void run(Wire wire) throws IOException;
    }

    /** One connection, as the upstream sees it. */
    final class Wire {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private String latest = "";

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads a request's header and remembers it; false if the connection was closed instead. */
        boolean request() throws IOException {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            while (!header.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    return false;
                }
                header.write(b);
            }
            latest = header.toString(StandardCharsets.ISO_8859_1);
            requests.add(latest);
            return true;
        }

        /** The header read last on this connection. */
        String latest() {
            return latest;
        }

        /** Reads that many bytes of a body. */
        byte[] body(int length) throws IOException {
            return in.readNBytes(length);
        }

        /** Reads until the client closes; how many bytes there were. */
        long drain() throws IOException {
            long count = 0;
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
            return count;
        }

        Wire send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Wire send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Closes with a reset instead of a clean end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script;
    private final CountDownLatch accepting = new CountDownLatch(1);
    private volatile boolean closed;

    RecordingUpstream(Script script) throws IOException {
        this(script, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
    }

    /** Listens on a socket of another sort. */
    RecordingUpstream(Script script, ServerSocket server) {
        this.script = script;
        this.server = server;
        threads.execute(this::accept);
    }

    /** Answers every request on every connection with {@code response}, and keeps the connection. */
    static RecordingUpstream answering(String response) throws IOException {
        return new RecordingUpstream(wire -> {
            while (wire.request()) {
                wire.send(response);
            }
        });
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Headers read so far, each with its request line. */
    List<String> requests() {
        return requests;
    }

    /** Connections accepted so far. */
    int connections() {
        return connections.get();
    }

    /** What connections from now on do. */
    void script(Script next) {
        script = next;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        awaitEndOfAccepting();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** Until the accepting thread has left, the kernel goes on taking connections. */
    private void awaitEndOfAccepting() throws IOException {
        try {
            if (!accepting.await(5, TimeUnit.SECONDS)) {
                throw new IOException("the listener did not end within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                if (closed) {
                    // The kernel may hand out one more while the listener is being closed.
                    socket.close();
                    return;
                }
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: that is how it ends.
        } finally {
            accepting.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.run(new Wire(socket));
        } catch (IOException e) {
            // The client went away, or the test is over.
        }
    }
}
