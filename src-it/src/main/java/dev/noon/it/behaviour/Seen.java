package dev.noon.it.behaviour;

import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamRequest;
import java.util.List;

/**
 * What was to be seen of one request.
 *
 * @param reply what the client got; status 0 if it was cut off
 * @param asked what reached the upstream
 * @param before the body that was stored before, empty if none
 * @param fresh the body that the upstream had for this request
 * @param waited whether the client had no answer while the upstream held its own back
 */
record Seen(Reply reply, List<UpstreamRequest> asked, String before, String fresh, boolean waited) {
    Seen {
        asked = List.copyOf(asked);
    }

    /** Whether the client got what the upstream had, or an answer that has no body. */
    boolean isFresh() {
        return reply.text().equals(fresh) || reply.text().isEmpty();
    }

    /** Whether a question is about something that the asking one has already. */
    static boolean isConditional(UpstreamRequest request) {
        return request.headers().has("If-None-Match") || request.headers().has("If-Modified-Since");
    }

    @Override
    public String toString() {
        return "client saw " + reply + "\nupstream saw " + asked;
    }
}
