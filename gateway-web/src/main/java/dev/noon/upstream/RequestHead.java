package dev.noon.upstream;

import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Trailers;
import java.util.OptionalLong;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** The header of an upstream request: the end-to-end lines, and those that frame the message. */
final class RequestHead {
    /** No client's line of that name gets past the door: one that is there, a policy has set. */
    private static final String HOST = "Host";

    private RequestHead() {}

    /** @param authority the target's host and port */
    static BasicClassicHttpRequest of(UpstreamRequest request, String authority) {
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), null, null, request.target());
        Headers headers = request.headers();
        message.addHeader(HOST, headers.valueOr(HOST, authority));
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.name(i).equals(HOST)) {
                message.addHeader(headers.name(i), headers.value(i));
            }
        }
        if (request.body().present()) {
            frame(message, request);
        } else if (expectsBody(request.method())) {
            message.addHeader("Content-Length", "0");
        }
        return message;
    }

    private static void frame(BasicClassicHttpRequest message, UpstreamRequest request) {
        RequestBody body = request.body();
        if (body.awaitsInvitation()) {
            message.addHeader("Expect", "100-continue");
        }
        OptionalLong length = body.length();
        if (length.isPresent()) {
            message.addHeader("Content-Length", Long.toString(length.getAsLong()));
            return;
        }
        message.addHeader("Transfer-Encoding", "chunked");
        Trailers trailers = body.trailers();
        if (trailers != Trailers.NONE) {
            trailers.withhold(request.headers());
            announce(message, trailers);
        }
    }

    private static void announce(BasicClassicHttpRequest message, Trailers trailers) {
        if (!trailers.isNone()) {
            message.addHeader("Trailer", trailers.list());
        }
    }

    private static boolean expectsBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }
}
