package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import java.util.OptionalLong;

/** What a client's conditions mean against a stored answer (RFC 9110 section 13, RFC 9111 section 4.3.2). */
final class Preconditions {
    private static final String NONE_MATCH = "If-None-Match";
    private static final String MODIFIED_SINCE = "If-Modified-Since";
    private static final String LAST_MODIFIED = "Last-Modified";

    private Preconditions() {}

    /**
     * Whether the client has what {@code stored} describes, so that a 304 says enough. {@code If-None-Match} decides alone
     * where it stands.
     *
     * @param storedAtMillis when the answer came; its date if it has no other
     */
    static boolean hasIt(Headers request, Headers stored, long storedAtMillis) {
        if (request.has(NONE_MATCH)) {
            return EntityTags.anyMatches(request.all(NONE_MATCH), stored.valueOr("ETag", ""));
        }
        return request.has(MODIFIED_SINCE) && isUnmodified(request, stored, storedAtMillis);
    }

    /**
     * Whether the client's range may be taken from {@code stored}: there is no {@code If-Range}, or it names exactly this
     * representation. A date does so only if it is older than the answer by a second (RFC 9110 section 8.8.2.2).
     */
    static boolean allowRange(Headers request, Headers stored, long storedAtMillis) {
        String condition = request.valueOr("If-Range", "").strip();
        if (condition.isEmpty()) {
            return true;
        }
        if (EntityTags.read(condition).isPresent()) {
            return EntityTags.matchStrongly(condition, stored.valueOr("ETag", ""));
        }
        OptionalLong modified = HttpDates.millis(stored.valueOr(LAST_MODIFIED, ""), storedAtMillis);
        OptionalLong known = HttpDates.millis(condition, storedAtMillis);
        return known.isPresent()
                && known.equals(modified)
                && known.getAsLong() + 1000 <= Ages.dateMillis(stored, storedAtMillis);
    }

    private static boolean isUnmodified(Headers request, Headers stored, long storedAtMillis) {
        OptionalLong since = HttpDates.millis(request.valueOr(MODIFIED_SINCE, ""), storedAtMillis);
        if (since.isEmpty()) {
            return false;
        }
        OptionalLong modified = HttpDates.millis(stored.valueOr(LAST_MODIFIED, ""), storedAtMillis);
        return modified.orElseGet(() -> Ages.dateMillis(stored, storedAtMillis)) <= since.getAsLong();
    }
}
