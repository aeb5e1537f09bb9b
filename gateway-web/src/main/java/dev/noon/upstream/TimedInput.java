package dev.noon.upstream;

import dev.noon.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** What a connection's socket reads, never for longer than the connection's deadline allows. Used by one thread at a time. */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final HttpConnection connection;
    private final Ticker ticker;

    TimedInput(Socket socket, HttpConnection connection, Ticker ticker) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.connection = connection;
        this.ticker = ticker;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        return connection.isLimited() ? readInTime(buffer, offset, size) : in.read(buffer, offset, size);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int readInTime(byte[] buffer, int offset, int size) throws IOException {
        long leftNanos = connection.leftNanos(ticker.nanos());
        if (leftNanos <= 0) {
            throw new SocketTimeoutException("the time for the whole exchange is over");
        }
        int usual = socket.getSoTimeout();
        long left = (leftNanos + 999_999) / 1_000_000;
        if (usual > 0 && left >= usual) {
            return in.read(buffer, offset, size);
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        try {
            return in.read(buffer, offset, size);
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(usual);
            }
        }
    }
}
