package dev.noon.it.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One connection, on which one request at a time is under way. Confined to the loop's thread. */
final class Asker {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MOST_HEAD_BYTES = 16 << 10;
    private static final String LENGTH = "\r\ncontent-length:";

    private final Door door;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private long dueNanos;
    private long sentNanos;
    /** Empty until it is whole. */
    private String head = "";
    /** Bytes of the answer that have not come, head included. */
    private long missing;

    private Asker(Door door, SocketChannel channel) {
        this.door = door;
        this.channel = channel;
    }

    /** A whole answer: when it was due and was asked for, and its head without the empty line. */
    record Answer(long dueNanos, long sentNanos, String head) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    static Asker connect(Door door, Selector selector) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Asker asker = new Asker(door, channel);
        channel.register(selector, SelectionKey.OP_READ, asker);
        return asker;
    }

    Door door() {
        return door;
    }

    void ask(OpenLoop.Due due) throws IOException {
        dueNanos = due.nanos();
        head = "";
        byte[] request =
                ("GET " + due.target() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer out = ByteBuffer.wrap(request);
        sentNanos = System.nanoTime();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * Takes what has come; the answer, once it is whole.
     *
     * @throws IOException if the connection is closed, or the answer does not say how long it is
     */
    Optional<Answer> take() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("port " + door.port() + " has closed a connection");
        }
        if (head.isEmpty() && !readHead()) {
            return Optional.empty();
        }
        missing -= in.position();
        in.clear();
        if (missing < 0) {
            throw new IOException("port " + door.port() + " sent more than it announced: " + head);
        }
        return missing > 0 ? Optional.empty() : Optional.of(new Answer(dueNanos, sentNanos, head));
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
            return;
        }
    }

    private boolean readHead() throws IOException {
        int come = Math.min(in.position(), MOST_HEAD_BYTES);
        String text = new String(in.array(), 0, come, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            if (come == MOST_HEAD_BYTES) {
                throw new IOException("port " + door.port() + " sends a head without an end");
            }
            return false;
        }
        head = text.substring(0, end + 2);
        missing = end + 4 + length(head);
        return true;
    }

    private static long length(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer does not say how long it is: " + head);
        }
        int from = at + LENGTH.length();
        return Long.parseLong(head.substring(from, head.indexOf('\r', from)).trim());
    }
}
