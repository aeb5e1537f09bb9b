package dev.noon.policy;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The body of a request at hand, for policies that need it; whoever comes after them reads it as if nobody had. */
public final class WholeBody implements RequestBody {
    private final byte[] bytes;

    private WholeBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The body of the request so far, read once however many policies ask.
     *
     * @param maxBytes how much may be held; of a longer body nothing is lost, it streams on
     * @return empty if it is longer
     * @throws IOException if the client breaks off
     */
    public static Optional<byte[]> read(Exchange exchange, int maxBytes) throws IOException {
        RequestBody body = exchange.request().body();
        if (body instanceof WholeBody whole) {
            return whole.bytes.length <= maxBytes ? Optional.of(whole.bytes) : Optional.empty();
        }
        if (body.length().orElse(0) > maxBytes) {
            return Optional.empty();
        }
        InputStream in = body.open();
        byte[] start = in.readNBytes(maxBytes + 1);
        boolean fits = start.length <= maxBytes;
        replace(exchange, fits ? new WholeBody(start) : new Begun(start, in));
        return fits ? Optional.of(start) : Optional.empty();
    }

    /** Puts another body in place of the one so far. */
    public static void put(Exchange exchange, byte[] bytes) {
        replace(exchange, new WholeBody(bytes));
    }

    private static void replace(Exchange exchange, RequestBody body) {
        Request request = exchange.request();
        exchange.request(new Request(
                request.method(), request.path(), request.query(), request.origin(), request.headers(), body));
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public RequestBody apart() {
        return this;
    }

    /** A body of which the first part was read. */
    private record Begun(
            @SuppressWarnings("ArrayRecordComponent") byte[] start, InputStream rest) implements RequestBody {
        @Override
        public boolean present() {
            return true;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(start), rest);
        }
    }
}
