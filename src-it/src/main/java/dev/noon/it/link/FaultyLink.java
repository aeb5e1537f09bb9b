package dev.noon.it.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Passes bytes between whoever connects to a loopback port and a server on another one, counts them, and misbehaves
 * when it is told to. Thread-safe.
 */
public final class FaultyLink implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final int port;
    private final int serverPort;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder cuts = new LongAdder();
    private final Object change = new Object();
    // Guarded by change.
    private Fault fault = new Fault.None();
    private ServerSocket listener;
    private boolean closed;

    private FaultyLink(int port, int serverPort) throws IOException {
        this.port = port;
        this.serverPort = serverPort;
        this.listener = listen();
    }

    /** A link from {@code port} to {@code serverPort} that has no fault yet. */
    public static FaultyLink open(int port, int serverPort) {
        try {
            return new FaultyLink(port, serverPort);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + port, e);
        }
    }

    public int port() {
        return port;
    }

    /** Bytes that went to the server since the beginning. */
    public long sent() {
        return sent.sum();
    }

    /** Bytes that came from the server since the beginning. */
    public long received() {
        return received.sum();
    }

    /** How many answers came and were cut off. */
    public long cuts() {
        return cuts.sum();
    }

    /** Takes on a fault in place of the one before. */
    public void become(Fault next) {
        try {
            synchronized (change) {
                fault = next;
                change.notifyAll();
                if (next instanceof Fault.Refused) {
                    listener.close();
                    passages.forEach(Passage::end);
                } else if (listener.isClosed() && !closed) {
                    listener = listen();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the link on " + port + " cannot become " + next, e);
        }
    }

    /** Has no fault any more; what hung goes on. */
    public void mend() {
        become(new Fault.None());
    }

    @Override
    public void close() {
        synchronized (change) {
            closed = true;
        }
        become(new Fault.Refused());
    }

    private ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                // closed: the link refuses from now on
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Passage passage = new Passage(client, server);
            passages.add(passage);
            if (now() instanceof Fault.Refused) {
                passage.end();
            }
            start(passage::requests);
            passage.answers();
            passages.remove(passage);
        } catch (IOException e) {
            // the server is not there; neither is the client any more
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    private Fault now() {
        synchronized (change) {
            return fault;
        }
    }

    /** Waits for as long as the link hangs, or a slow one takes. */
    private void hold(boolean answer) throws InterruptedException {
        synchronized (change) {
            if (answer && fault instanceof Fault.Slow slow) {
                long until = System.nanoTime() + slow.by().toNanos();
                for (long left = slow.by().toMillis(); left > 0 && fault == slow; left = left(until)) {
                    change.wait(left);
                }
            }
            while (fault instanceof Fault.Hung) {
                change.wait();
            }
        }
    }

    private static long left(long untilNanos) {
        return Duration.ofNanos(untilNanos - System.nanoTime()).toMillis();
    }

    /** One connection. */
    private final class Passage {
        private final Socket client;
        private final Socket server;
        private volatile boolean doomed;

        Passage(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void end() {
            try (client;
                    server) {
                client.setSoLinger(true, 0);
            } catch (IOException e) {
                // it is gone already
            }
        }

        void requests() {
            pump(client, server, false);
        }

        void answers() {
            pump(server, client, true);
        }

        private void pump(Socket from, Socket to, boolean answer) {
            byte[] buffer = new byte[BUFFER];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    hold(answer);
                    int passed = answer ? answered(length) : asked(buffer, length);
                    out.write(buffer, 0, passed);
                    (answer ? received : sent).add(passed);
                    if (passed < length) {
                        cut();
                        return;
                    }
                }
            } catch (IOException e) {
                // one side has gone; so does the other
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private int asked(byte[] buffer, int length) {
            if (now() instanceof Fault.CutAfterInsert cut) {
                String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                doomed |= text.contains("\2insert\0") && text.contains(cut.collection() + '\0');
            }
            return length;
        }

        private int answered(int length) {
            Fault found = now();
            if (found instanceof Fault.Cut cut) {
                return Math.min(length - 1, cut.afterBytes());
            }
            if (found instanceof Fault.CutOnce once && isFirst(once)) {
                return Math.min(length - 1, once.afterBytes());
            }
            return doomed && found instanceof Fault.CutAfterInsert cut
                    ? Math.min(length - 1, cut.afterBytes())
                    : length;
        }

        private boolean isFirst(Fault.CutOnce once) {
            synchronized (change) {
                boolean first = fault == once;
                fault = first ? new Fault.None() : fault;
                return first;
            }
        }

        private void cut() {
            cuts.increment();
            if (doomed) {
                become(new Fault.Refused());
            } else {
                end();
            }
        }
    }
}
