package dev.noon.it.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to a port of this machine; of the first of them it delivers the request, waits until the answer
 * comes, and loses the connection instead of passing it on. Thread-safe.
 */
public final class AnswerCutter implements AutoCloseable {
    private final ServerSocket listener;
    private final int port;
    private final AtomicInteger toCut;
    private final AtomicInteger cuts = new AtomicInteger();

    private AnswerCutter(ServerSocket listener, int port, int times) {
        this.listener = listener;
        this.port = port;
        this.toCut = new AtomicInteger(times);
    }

    /** Stands before {@code port}; the first {@code times} connections lose their answers. */
    public static AnswerCutter before(int port, int times) {
        try {
            AnswerCutter cutter =
                    new AnswerCutter(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, times);
            start(cutter::accept);
            return cutter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many answers came and were not passed on. */
    public int cuts() {
        return cuts.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                boolean cut = toCut.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
                start(() -> pass(client, server, false));
                start(() -> pass(server, client, cut));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to, boolean cut) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                if (cut) {
                    cuts.incrementAndGet();
                    return;
                }
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            // one side has gone; so does the other
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "answer-cutter");
        thread.setDaemon(true);
        thread.start();
    }
}
