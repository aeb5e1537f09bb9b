package dev.noon.upstream.credential;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.time.Ticker;
import dev.noon.upstream.Answer;
import dev.noon.upstream.TotalTime;
import dev.noon.upstream.UpstreamRequest;
import dev.noon.upstream.UpstreamTransport;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/**
 * Fetches one small document from one address: at most 256 KiB, within five seconds in all, without following where else it
 * may be. Thread-safe.
 */
public final class DocumentFetch implements Closeable {
    private static final int MOST_BYTES = 256 << 10;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final UpstreamTransport server;
    private final TotalTime timed;
    private final URI address;

    /** @param server connections to the host of {@code address} */
    DocumentFetch(UpstreamTransport server, URI address, Ticker ticker) {
        this.server = server;
        this.timed = new TotalTime(LONGEST, ticker, server);
        this.address = address;
    }

    /**
     * The document.
     *
     * @throws IOException if there is none; the message says why and shows nothing of it
     */
    public byte[] read() throws IOException {
        Answer answer = timed.send(request());
        if (answer.equals(new Answer.Failed(Cause.UPSTREAM_RESET))) {
            // Perhaps only a kept connection was stale.
            answer = timed.send(request());
        }
        if (!(answer instanceof Answer.Answered answered)) {
            String why = answer instanceof Answer.Failed failed ? failed.cause().label() : "not asked";
            throw new IOException("the server did not answer (" + why + ")");
        }
        byte[] bytes = body(answered);
        if (answered.status() != 200) {
            throw new IOException("the server answered " + answered.status());
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException("the server answered more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    /** Closes connections whose time is over. */
    public void sweep() {
        server.sweep();
    }

    @Override
    public void close() {
        server.close();
    }

    private UpstreamRequest request() {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery();
        return new UpstreamRequest(
                "GET",
                query == null ? path : path + "?" + query,
                new Headers().add("Accept", "application/json"),
                RequestBody.NONE);
    }

    private static byte[] body(Answer.Answered answered) throws IOException {
        if (answered.body() instanceof Body.Stream stream) {
            try (InputStream in = stream.in()) {
                return in.readNBytes(MOST_BYTES + 1);
            }
        }
        return answered.body() instanceof Body.Bytes bytes ? bytes.bytes() : new byte[0];
    }
}
