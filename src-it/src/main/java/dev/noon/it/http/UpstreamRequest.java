package dev.noon.it.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What reached the upstream: the request line and headers at once, the body as far as it has been
 * read. Written by one thread, read by any.
 */
public final class UpstreamRequest {
    private final String method;
    private final String target;
    private final Headers headers;
    private final int connection;
    private final InputStream wire;
    private final InputStream body;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    UpstreamRequest(String requestLine, Headers headers, int connection, InputStream body) {
        String[] words = requestLine.split(" ", 3);
        this.method = words[0];
        this.target = words.length > 1 ? words[1] : "";
        this.headers = headers;
        this.connection = connection;
        this.wire = body;
        this.body = new Recorded(body);
    }

    public String method() {
        return method;
    }

    /** Path and query as they were on the wire. */
    public String target() {
        return target;
    }

    public Headers headers() {
        return headers;
    }

    /** Number of the connection on which the request came, from 1. */
    public int connection() {
        return connection;
    }

    /** The body as it arrives; what is read here is kept for {@link #bytes()}. */
    public InputStream body() {
        return body;
    }

    /** The fields that followed a chunked body, once it has been read to its end. */
    public Headers trailers() {
        return WireReader.trailersOf(wire);
    }

    /** What has been read of the body. */
    public byte[] bytes() {
        synchronized (seen) {
            return seen.toByteArray();
        }
    }

    /** {@link #bytes()} as UTF-8 text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + "\n" + headers.wire();
    }

    private final class Recorded extends FilterInputStream {
        private Recorded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                synchronized (seen) {
                    seen.write(buffer, offset, count);
                }
            }
            return count;
        }
    }
}
