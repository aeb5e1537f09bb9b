package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.text.MethodText;
import java.util.Optional;

/** What both modes think of a request. */
final class RequestRules {
    private RequestRules() {}

    /** Why the cache has nothing to do with {@code request}, if so. */
    static Optional<Asked> refused(Request request, Keying keying) {
        if (!keying.methods().contains(request.isHead() ? "GET" : request.method())) {
            return Optional.of(Asked.method(request.method()));
        }
        if (!keying.body() && hasBody(request)) {
            return Optional.of(Asked.bypass("a body that the key does not have"));
        }
        Headers headers = request.headers();
        boolean changes = MethodText.asksByBody(request.method()) && headers.has("If-None-Match");
        return changes || headers.has("If-Match") || headers.has("If-Unmodified-Since")
                ? Optional.of(Asked.bypass("a precondition that only the upstream can judge"))
                : Optional.empty();
    }

    /** Some clients announce an empty body with every GET. */
    private static boolean hasBody(Request request) {
        return request.body().present() && request.body().length().orElse(-1) != 0;
    }
}
