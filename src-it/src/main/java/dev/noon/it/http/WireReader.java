package dev.noon.it.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads HTTP/1.1 messages from a stream, byte for byte, and judges nothing. Not thread-safe. */
final class WireReader {
    private final InputStream in;

    WireReader(InputStream in) {
        this.in = in;
    }

    /**
     * One line without its end.
     *
     * @throws EOFException if the stream ends before the line does
     */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(line.size() == 0 ? "closed" : "closed within the line " + line);
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Header lines up to the empty line. */
    Headers headers() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            fields.add(new Headers.Field(
                    name, colon < 0 ? "" : line.substring(colon + 1).trim()));
        }
        return new Headers(fields);
    }

    /** The body that {@code headers} announce; {@code otherwise} if they announce none. */
    InputStream body(Headers headers, InputStream otherwise) {
        if (headers.text("Transfer-Encoding").toLowerCase(java.util.Locale.ROOT).endsWith("chunked")) {
            return new ChunkedBody();
        }
        return headers.first("Content-Length")
                .<InputStream>map(length -> new SizedBody(Long.parseLong(length)))
                .orElse(otherwise);
    }

    /** The fields that followed {@code body}; none before it was read to its end. */
    static Headers trailersOf(InputStream body) {
        return body instanceof ChunkedBody chunked ? chunked.trailers : Headers.of();
    }

    private final class SizedBody extends InputStream {
        private long left;

        private SizedBody(long length) {
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("closed with " + left + " bytes of the body missing");
            }
            left -= count;
            return count;
        }
    }

    private final class ChunkedBody extends InputStream {
        private long left;
        private boolean ended;
        private volatile Headers trailers = Headers.of();

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("closed within a chunk");
            }
            left -= count;
            if (left == 0) {
                line();
            }
            return count;
        }

        private void nextChunk() throws IOException {
            String size = line();
            int extension = size.indexOf(';');
            left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
            if (left == 0) {
                trailers = headers();
                ended = true;
            }
        }
    }
}
