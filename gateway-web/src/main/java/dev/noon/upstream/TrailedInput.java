package dev.noon.upstream;

import dev.noon.exchange.Trailers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;

/** A chunked body; what follows it is taken down when it ends. Not thread-safe, like any stream. */
final class TrailedInput extends FilterInputStream {
    private final ChunkedInputStream chunks;
    private final Trailers trailers;
    private boolean ended;

    private TrailedInput(ChunkedInputStream chunks, Trailers trailers) {
        super(chunks);
        this.chunks = chunks;
        this.trailers = trailers;
    }

    /** {@code content} as it is, unless trailers are announced. */
    static InputStream of(InputStream content, Trailers trailers) {
        return trailers != Trailers.NONE && content instanceof ChunkedInputStream chunks
                ? new TrailedInput(chunks, trailers)
                : content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        int read = chunks.read(buffer, offset, size);
        if (read < 0 && !ended) {
            ended = true;
            take();
        }
        return read;
    }

    private void take() throws MalformedChunkCodingException {
        try {
            for (Header line : chunks.getFooters()) {
                String value = line.getValue();
                trailers.add(line.getName(), value == null ? "" : value);
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedChunkCodingException(String.valueOf(e.getMessage()));
        }
    }
}
