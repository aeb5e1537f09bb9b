package dev.noon.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The way to and from an upstream that has switched to another protocol: what it sends is this stream, and closing it
 * closes the connection. One thread reads, another may write and close.
 */
public abstract class Tunnel extends InputStream {
    /** What is sent to the upstream. */
    public abstract OutputStream out() throws IOException;

    /**
     * How long a read waits for a byte before it ends in a {@link SocketTimeoutException}, after which it may be tried
     * again.
     */
    public abstract void patience(Duration wait) throws IOException;

    /** Ends it for both sides; closing again does nothing. */
    @Override
    public abstract void close();
}
