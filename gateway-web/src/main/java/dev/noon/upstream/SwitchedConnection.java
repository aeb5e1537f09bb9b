package dev.noon.upstream;

import dev.noon.exchange.Tunnel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection that no longer speaks HTTP. */
final class SwitchedConnection extends Tunnel {
    private final HttpConnection connection;
    private final Socket socket;
    private final HeaderReader reader;
    private final Runnable ended;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param reader has what came behind the header already
     * @param ended what happens once, when it is closed
     */
    SwitchedConnection(HttpConnection connection, Socket socket, HeaderReader reader, Runnable ended) {
        this.connection = connection;
        this.socket = socket;
        this.reader = reader;
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return reader.read(bytes, offset, length, socket.getInputStream());
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void patience(Duration wait) throws IOException {
        socket.setSoTimeout((int) Math.min(wait.toMillis(), Integer.MAX_VALUE));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            connection.abort();
            ended.run();
        }
    }
}
