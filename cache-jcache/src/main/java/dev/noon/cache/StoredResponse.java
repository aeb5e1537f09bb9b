package dev.noon.cache;

import java.util.List;

/**
 * A response as the cache keeps it. Immutable; {@code body} is shared, not copied, and must not be
 * written to.
 *
 * @param status HTTP status, 100 to 999
 * @param headers end-to-end header lines in their order
 * @param body the whole body
 * @param storedAtMillis wall-clock time of storing, milliseconds since the epoch
 * @param ttlMillis life from {@code storedAtMillis}, zero or longer
 * @param initialAgeMillis age that the response already had when it was stored (RFC 9111 section
 *     4.2.3), zero or longer
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
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status is " + status + "; must be 100 to 999");
        }
        if (ttlMillis < 0) {
            throw new IllegalArgumentException("ttl is " + ttlMillis + " ms; must be zero or longer");
        }
        if (initialAgeMillis < 0) {
            throw new IllegalArgumentException("initial age is " + initialAgeMillis + " ms; must be zero or longer");
        }
    }

    /** Age at {@code nowMillis} (RFC 9111 section 4.2.3), milliseconds. */
    public long ageMillis(long nowMillis) {
        return initialAgeMillis + residentMillis(nowMillis);
    }

    /** What is left of its life at {@code nowMillis}, milliseconds; zero or less means it is over. */
    public long remainingMillis(long nowMillis) {
        return ttlMillis - residentMillis(nowMillis);
    }

    /** Another node's clock may be ahead of ours, and ours may step back: time spent here is never negative. */
    private long residentMillis(long nowMillis) {
        return Math.max(0, nowMillis - storedAtMillis);
    }
}
