package dev.noon.edge;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Pace;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Trailers;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Replies as bytes: the only writer. */
final class ServletReplies {
    private static final int COPY_BYTES = 16 << 10;

    /** To a client of HTTP/1.0 the container would keep a body of unknown length until it is whole. */
    private static final int MOST_UNFLUSHED = 64 << 10;

    private ServletReplies() {}

    /**
     * Writes {@code reply}; to a HEAD request without its body. Tells {@code exchange} how many bytes of body it was.
     *
     * @throws dev.noon.exchange.BrokenBody if the body ended early: what was sent so far is not whole, and the
     *     connection must be aborted unless nothing was committed yet
     * @throws IOException if the client is gone
     */
    static void write(HttpServletRequest request, HttpServletResponse response, Reply reply, Exchange exchange)
            throws IOException {
        boolean head = request.getMethod().equals("HEAD");
        Body body = atHand(reply.body(), head);
        response.setStatus(reply.status());
        if (head || reply.status() == 204 || reply.status() == 304) {
            writeLines(response, reply.headers(), true);
            declareLength(response, reply, body);
        } else {
            announceTrailers(request, response, reply);
            writeHeader(request, response, reply.headers());
            writeBody(response, body, exchange);
        }
    }

    /** Reads what is short before anything is sent, so that a response that breaks off becomes a 502. */
    private static Body atHand(Body body, boolean head) throws IOException {
        if (!head && body instanceof Body.Stream stream) {
            OptionalLong length = stream.length();
            if (length.isPresent() && length.getAsLong() <= COPY_BYTES) {
                return new Body.Bytes(stream.readAll((int) length.getAsLong()));
            }
        }
        return body;
    }

    /** HTTP/1.0 has no place for them. The connector asks for them when it writes the last chunk. */
    private static void announceTrailers(HttpServletRequest request, HttpServletResponse response, Reply reply) {
        Trailers trailers = reply.trailers();
        if (trailers == Trailers.NONE
                || trailers.isNone()
                || !request.getProtocol().equals("HTTP/1.1")) {
            return;
        }
        reply.headers().set("Trailer", trailers.list());
        response.setTrailerFields(trailers::fields);
    }

    /** As bytes, unless the connector has to understand a line. */
    private static void writeHeader(HttpServletRequest request, HttpServletResponse response, Headers headers) {
        boolean plain = headers.size() > 0
                && !headers.has("Connection")
                && !headers.has("Content-Length")
                && !headers.has("Allow");
        if (!plain || !Grizzly.write(request, HeaderBlock.of(headers))) {
            writeLines(response, headers, false);
        }
    }

    private static void writeLines(HttpServletResponse response, Headers headers, boolean withLength) {
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (withLength || !name.equalsIgnoreCase("Content-Length")) {
                response.addHeader(name, headers.value(i));
            }
        }
    }

    /** A reply to HEAD says how long the body would be, if anybody knows. */
    private static void declareLength(HttpServletResponse response, Reply reply, Body body) {
        if (!(body instanceof Body.Empty) && reply.status() != 204 && reply.status() != 304) {
            body.length().ifPresent(response::setContentLengthLong);
        }
    }

    private static void writeBody(HttpServletResponse response, Body body, Exchange exchange) throws IOException {
        body.length().ifPresent(response::setContentLengthLong);
        if (body instanceof Body.Bytes bytes) {
            write(bytes.bytes(), response.getOutputStream(), exchange);
        } else if (body instanceof Body.Stream stream) {
            copy(stream.in(), response.getOutputStream(), exchange);
        }
    }

    /** What is long goes in pieces: the container would keep all that the client does not take. */
    private static void write(byte[] bytes, ServletOutputStream out, Exchange exchange) throws IOException {
        if (bytes.length <= COPY_BYTES) {
            out.write(bytes);
            exchange.sent(bytes.length);
            return;
        }
        Delivery delivery = new Delivery(out, exchange);
        for (int from = 0; from < bytes.length; from += COPY_BYTES) {
            delivery.write(bytes, from, Math.min(COPY_BYTES, bytes.length - from), false);
        }
    }

    /** Passes on at once what the upstream has sent, before waiting for more. */
    private static void copy(InputStream in, ServletOutputStream out, Exchange exchange) throws IOException {
        Delivery delivery = new Delivery(out, exchange);
        byte[] buffer = new byte[COPY_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            delivery.write(buffer, 0, read, in.available() == 0);
        }
    }

    /** A body on its way to the client, whom it notices to be too slow. */
    private static final class Delivery {
        private final ServletOutputStream out;
        private final Exchange exchange;
        private long waitedNanos;
        private int unflushed;

        Delivery(ServletOutputStream out, Exchange exchange) {
            this.out = out;
            this.exchange = exchange;
        }

        /** @param now whether the client must have it at once; otherwise when there is much of it */
        void write(byte[] bytes, int from, int count, boolean now) throws IOException {
            Pace pace = exchange.pace();
            long began = pace.nanos().getAsLong();
            out.write(bytes, from, count);
            exchange.sent(count);
            unflushed += count;
            if (now || unflushed >= MOST_UNFLUSHED) {
                out.flush();
                unflushed = 0;
            }
            waitedNanos += pace.nanos().getAsLong() - began;
            if (pace.isTooSlow(waitedNanos, exchange.sentBytes())) {
                throw new ClientFailure(Cause.CLIENT_SLOW);
            }
        }
    }
}
