package dev.noon.edge;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import java.util.Optional;

/** Reads a request that somebody describes under the same rules as one that arrives. */
public final class DescribedRequest {
    private DescribedRequest() {}

    /** What came of it. */
    public sealed interface Reading {
        /** A request without a body. */
        record Good(Request request) implements Reading {}

        /** It would be refused before anything else sees it. */
        record Refused(Cause cause, String reason) implements Reading {}
    }

    /**
     * Reads a description.
     *
     * @param authority as Host has it
     * @param target path and query, as the request line has them
     */
    public static Reading read(String method, String authority, String target, Headers headers) {
        try {
            int mark = target.indexOf('?');
            Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
            if (target.length() > Limits.DEFAULT.targetBytes()) {
                throw new Refusal(Cause.URI_TOO_LONG, "");
            }
            query.ifPresent(ServletRequests::checkQuery);
            String path = RequestPath.normalizeKeepingSlashes(mark < 0 ? target : target.substring(0, mark));
            ServletRequests.refuseServersOwn(path);
            String host = RequestHost.of(authority);
            int port = RequestHost.port(authority);
            Request.Origin origin = new Request.Origin("http", host, authority, path, port, () -> "127.0.0.1");
            return new Reading.Good(
                    new Request(ServletRequests.method(method), path, query, origin, headers, RequestBody.NONE));
        } catch (Refusal e) {
            return new Reading.Refused(e.reason(), String.valueOf(e.getMessage()));
        }
    }
}
