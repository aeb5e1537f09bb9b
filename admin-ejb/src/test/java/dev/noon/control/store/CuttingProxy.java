package dev.noon.control.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on to the store and loses the connection, on demand, before an answer comes back. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress store;
    private final AtomicInteger toCut = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile String command = "";

    CuttingProxy(InetSocketAddress store) throws IOException {
        this.store = store;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next {@code times} answers to {@code name} never arrive. */
    void cutAnswerTo(String name, int times) {
        command = name;
        toCut.set(times);
    }

    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(store.getAddress(), store.getPort());
                Passage passage = new Passage(client, server);
                start(passage::requests);
                start(passage::answers);
            }
        } catch (IOException e) {
            // the end of the test
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Passage {
        private final Socket client;
        private final Socket server;
        private volatile boolean cut;

        Passage(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            pass(client, server, true);
        }

        void answers() {
            pass(server, client, false);
        }

        private void pass(Socket from, Socket to, boolean request) {
            byte[] buffer = new byte[64 * 1024];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (request && isCommand(buffer, length) && toCut.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        cut = true;
                    }
                    if (!request && cut) {
                        cuts.incrementAndGet();
                        return;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // one side has gone; so does the other
            }
        }

        private boolean isCommand(byte[] buffer, int length) {
            return !command.isEmpty()
                    && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains('\2' + command + '\0');
        }
    }
}
