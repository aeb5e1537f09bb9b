package dev.noon.upstream;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The library's response parser, but for one thing: it takes a connection that ends in the middle of a
 * header for the end of the header, and a response that was cut off for a whole one. Belongs to one
 * connection.
 */
final class HeaderReader implements HttpMessageParser<ClassicHttpResponse> {
    private final HttpMessageParser<ClassicHttpResponse> parser;
    private @Nullable SessionInputBuffer input;

    HeaderReader(Http1Config config) {
        this.parser = DefaultHttpResponseParserFactory.INSTANCE.create(config);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        input = buffer;
        return parser.parse(new WholeLines(buffer, false), in);
    }

    /** The same buffer; an end where a line should be is an error. */
    static SessionInputBuffer wholeLines(SessionInputBuffer buffer) {
        return new WholeLines(buffer, true);
    }

    /** Whether bytes came that no response accounts for: the next response would be misread. */
    boolean hasLeftover() {
        SessionInputBuffer buffer = input;
        return buffer != null && buffer.length() > 0;
    }

    /** Reads what came after the last header: what is buffered first, then what {@code in} has. */
    int read(byte[] bytes, int offset, int length, InputStream in) throws IOException {
        SessionInputBuffer buffer = input;
        return buffer == null ? in.read(bytes, offset, length) : buffer.read(bytes, offset, length, in);
    }

    /** The same buffer; after its first line, an end is an error. */
    private static final class WholeLines implements SessionInputBuffer {
        private final SessionInputBuffer buffer;
        private boolean begun;

        WholeLines(SessionInputBuffer buffer, boolean begun) {
            this.buffer = buffer;
            this.begun = begun;
        }

        @Override
        public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
            int read = buffer.readLine(line, in);
            if (read < 0 && begun) {
                throw new ConnectionClosedException("the connection ended in the middle of a message");
            }
            begun = true;
            return read;
        }

        @Override
        public int length() {
            return buffer.length();
        }

        @Override
        public int capacity() {
            return buffer.capacity();
        }

        @Override
        public int available() {
            return buffer.available();
        }

        @Override
        public int read(byte[] bytes, int offset, int length, InputStream in) throws IOException {
            return buffer.read(bytes, offset, length, in);
        }

        @Override
        public int read(byte[] bytes, InputStream in) throws IOException {
            return buffer.read(bytes, in);
        }

        @Override
        public int read(InputStream in) throws IOException {
            return buffer.read(in);
        }

        @Override
        public HttpTransportMetrics getMetrics() {
            return buffer.getMetrics();
        }
    }
}
