package dev.noon.upstream;

import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.RequestBody;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.message.BasicHeader;

/** A client's body on its way to a connection, piece by piece. */
final class RequestEntity implements HttpEntity {
    private static final int COPY_BYTES = 16 << 10;

    private final RequestBody body;
    private final HttpConnection connection;
    private final Ticker ticker;
    private boolean opened;

    RequestEntity(RequestBody body, HttpConnection connection, Ticker ticker) {
        this.body = body;
        this.connection = connection;
        this.ticker = ticker;
    }

    /** Whether a part of the body may be gone: it cannot be sent again. */
    boolean isOpened() {
        return opened;
    }

    /** Copies everything. A client that fails aborts the connection first, so that the upstream sees no clean end. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        opened = true;
        try (InputStream in = body.open()) {
            copy(in, out);
        } catch (ClientFailure e) {
            connection.abort();
            throw e;
        } finally {
            connection.written();
        }
    }

    /** Passes on at once what the client has sent, before waiting for more. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        long expected = body.length().orElse(COPY_BYTES);
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, Math.max(1, expected))];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            connection.writing(ticker.nanos());
            out.write(buffer, 0, read);
            if (in.available() == 0) {
                out.flush();
            }
            connection.written();
        }
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("the body is written, not read");
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public Supplier<List<? extends Header>> getTrailers() {
        return this::trailers;
    }

    /** Asked for when the body has been written. */
    private List<Header> trailers() {
        List<Header> lines = new ArrayList<>();
        body.trailers().fields().forEach((name, value) -> lines.add(new BasicHeader(name, value)));
        return lines;
    }

    @Override
    public long getContentLength() {
        return body.length().orElse(-1);
    }

    @Override
    public String getContentType() {
        return "";
    }

    @Override
    public String getContentEncoding() {
        return "";
    }

    @Override
    public boolean isChunked() {
        return body.length().isEmpty();
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void close() {
        // Nothing is held: the body closes when it has been written.
    }
}
