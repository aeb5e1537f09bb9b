package dev.noon.cache;

import java.util.List;

/**
 * A response as the cache keeps it. Immutable; {@code body} is shared, not copied, and must not be
 * written to.
 *
 * @param status HTTP status
 * @param headers end-to-end header lines in their order
 * @param body the whole body
 * @param storedAtMillis wall-clock time of storing, milliseconds since the epoch
 * @param ttlMillis life from {@code storedAtMillis}
 * @param initialAgeMillis age that the response already had when it was stored (RFC 9111 section 4.2.3)
 * @param operation operation sequence that was in force when the fill began; purges with a higher
 *     number void the entry
 * @param revision revision under which the response was fetched
 */
public record StoredResponse(
        int status,
        List<HeaderField> headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body,
        long storedAtMillis,
        long ttlMillis,
        long initialAgeMillis,
        long operation,
        long revision) {
    public StoredResponse {
        headers = List.copyOf(headers);
    }
}
