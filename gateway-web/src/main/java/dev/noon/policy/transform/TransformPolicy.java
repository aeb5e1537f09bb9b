package dev.noon.policy.transform;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.TransformSpec;
import dev.noon.policy.BodyLines;
import dev.noon.policy.WholeBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes JSON bodies, and leaves all others alone. What cannot be changed, because it is too long, encoded or malformed,
 * is refused or fails, unless the policy is lenient. Immutable.
 */
public final class TransformPolicy implements Policy {
    private final Optional<CompiledShape> request;
    private final Optional<CompiledShape> response;
    private final List<Integer> statuses;
    private final int maxBytes;
    private final boolean lenient;

    /** @throws IllegalArgumentException if a template is not what it should be, with its variables filled in */
    public TransformPolicy(TransformSpec spec) {
        this.maxBytes = spec.bounds().maxBodyBytes();
        this.request = spec.request().map(shape -> new CompiledShape(shape, maxBytes));
        this.response = spec.response().map(shape -> new CompiledShape(shape, maxBytes));
        this.statuses = spec.bounds().statuses();
        this.lenient = spec.bounds().lenient();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        if (request.isPresent() && hasJson(exchange.request())) {
            Optional<Reply> refusal = send(exchange, request.get());
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        if (response.isEmpty()) {
            return next.proceed(exchange);
        }
        // A part of a body, or an encoded one, could not be changed.
        exchange.request()
                .headers()
                .set("Accept-Encoding", "identity")
                .remove("Range")
                .remove("If-Range");
        Reply reply = next.proceed(exchange);
        return isMeant(exchange, reply) ? answer(exchange, reply, response.get()) : reply;
    }

    private static boolean hasJson(Request request) {
        return request.body().present() && BodyLines.isJson(request.headers());
    }

    /** What the gateway itself says in place of an answer stays as it is. */
    private boolean isMeant(Exchange exchange, Reply reply) {
        boolean own = exchange.cause().status() > 0 || exchange.cause() == Cause.FAULT;
        return !own && (statuses.isEmpty() || statuses.contains(reply.status()) || reply.status() == 304);
    }

    /** Changes the request; the refusal if that cannot be done and must be. */
    private Optional<Reply> send(Exchange exchange, CompiledShape shape) throws IOException {
        Headers headers = exchange.request().headers();
        if (BodyLines.isEncoded(headers)) {
            return refuse(exchange, Cause.MEDIA_TYPE_REFUSED, "");
        }
        Optional<byte[]> body = WholeBody.read(exchange, maxBytes);
        if (body.isEmpty()) {
            return refuse(exchange, Cause.BODY_TOO_LARGE, "");
        }
        if (body.get().length == 0) {
            return Optional.empty();
        }
        try {
            WholeBody.put(exchange, shape.apply(body.get(), exchange.request()));
        } catch (TooLong e) {
            return refuse(exchange, Cause.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return refuse(exchange, Cause.BODY_INVALID, String.valueOf(e.getMessage()));
        }
        relabel(headers, shape);
        return Optional.empty();
    }

    private Optional<Reply> refuse(Exchange exchange, Cause cause, String detail) {
        if (lenient) {
            return Optional.empty();
        }
        exchange.cause(cause);
        Reply reply = Problem.of(cause, detail);
        if (cause == Cause.BODY_TOO_LARGE) {
            reply.headers().set("Connection", "close");
        }
        return Optional.of(reply);
    }

    private static void relabel(Headers headers, CompiledShape shape) {
        BodyLines.changed(headers);
        shape.contentType().ifPresent(type -> headers.set("Content-Type", type));
    }

    private Reply answer(Exchange exchange, Reply reply, CompiledShape shape) throws IOException {
        if (reply.status() == 304) {
            BodyLines.weaken(reply.headers());
            return reply;
        }
        if (!BodyLines.isJson(reply.headers())) {
            return reply;
        }
        if (reply.body() instanceof Body.Empty) {
            // The answer to a HEAD: how long the body would be, nobody knows.
            reply.headers().remove("Content-Length");
            relabel(reply.headers(), shape);
            return reply;
        }
        if (BodyLines.isEncoded(reply.headers()) || reply.status() == 206) {
            return lenient ? reply : exchange.fail(Cause.TRANSFORM_FAILED);
        }
        return change(exchange, reply, shape);
    }

    private Reply change(Exchange exchange, Reply reply, CompiledShape shape) throws IOException {
        Held held = held(reply.body());
        if (held.rest().isPresent()) {
            return lenient ? held.replaying(reply) : exchange.fail(Cause.TRANSFORM_FAILED);
        }
        try {
            byte[] changed = shape.apply(held.bytes(), exchange.request());
            relabel(reply.headers(), shape);
            return reply.withBody(new Body.Bytes(changed));
        } catch (TooLong | IllegalArgumentException e) {
            return lenient ? held.replaying(reply) : exchange.fail(Cause.TRANSFORM_FAILED);
        }
    }

    /**
     * A body at hand, or its beginning.
     *
     * @param rest what follows, if it is longer than it may be
     */
    private record Held(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes, Optional<Body.Stream> rest) {
        Reply replaying(Reply reply) {
            if (rest.isEmpty()) {
                return reply.withBody(new Body.Bytes(bytes));
            }
            Body.Stream stream = rest.get();
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(bytes), stream.in());
            return reply.withBody(new Body.Stream(in, stream.length(), stream.delimited()));
        }
    }

    private Held held(Body body) throws IOException {
        if (!(body instanceof Body.Stream stream)) {
            byte[] bytes = ((Body.Bytes) body).bytes();
            return new Held(bytes, Optional.empty());
        }
        OptionalLong length = stream.length();
        if (length.orElse(0) > maxBytes) {
            return new Held(new byte[0], Optional.of(stream));
        }
        if (length.isPresent()) {
            return new Held(stream.readAll((int) length.getAsLong()), Optional.empty());
        }
        byte[] start = stream.in().readNBytes(maxBytes + 1);
        return new Held(start, start.length > maxBytes ? Optional.of(stream) : Optional.empty());
    }
}
