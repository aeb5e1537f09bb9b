package dev.noon.policy.cache.rules;

import dev.noon.exchange.Body;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import java.util.Arrays;
import java.util.List;

/** What a client gets of a stored answer: all of it, a 304, a part of it, or a 416. */
public final class StoredAnswer {
    /** What a 304 says nothing of: it describes a body that does not come (RFC 9110 section 15.4.5). */
    private static final List<String> BODY_FIELDS =
            List.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Length", "Content-Range");

    private StoredAnswer() {}

    /**
     * The reply to {@code request}.
     *
     * @param status stored status
     * @param headers stored lines, with what the cache adds; they become the reply's own
     * @param body stored bytes; shared, not written to
     * @param storedAtMillis when the answer came, wall-clock time
     */
    public static Reply of(Request request, int status, Headers headers, byte[] body, long storedAtMillis) {
        Headers asked = request.headers();
        boolean conditional = request.isHead() || request.method().equals("GET");
        if (status != 200 || !conditional) {
            return new Reply(status, headers, status == 204 ? Body.EMPTY : new Body.Bytes(body));
        }
        if (Preconditions.hasIt(asked, headers, storedAtMillis)) {
            BODY_FIELDS.forEach(headers::remove);
            return new Reply(304, headers, Body.EMPTY);
        }
        boolean ranged = asked.has("Range") && request.method().equals("GET");
        if (!ranged || !Preconditions.allowRange(asked, headers, storedAtMillis)) {
            return new Reply(200, headers, new Body.Bytes(body));
        }
        return part(asked, headers, body);
    }

    private static Reply part(Headers asked, Headers headers, byte[] body) {
        Ranges.Outcome outcome = Ranges.of(asked.all("Range"), body.length);
        if (outcome instanceof Ranges.Outcome.Part part) {
            String range = "bytes " + part.first() + "-" + part.last() + "/" + body.length;
            headers.remove("Content-Length").set("Content-Range", range);
            return new Reply(206, headers, new Body.Bytes(Arrays.copyOfRange(body, part.first(), part.last() + 1)));
        }
        if (outcome instanceof Ranges.Outcome.Unsatisfiable) {
            BODY_FIELDS.forEach(headers::remove);
            return new Reply(416, headers.set("Content-Range", "bytes */" + body.length), Body.EMPTY);
        }
        return new Reply(200, headers, new Body.Bytes(body));
    }
}
