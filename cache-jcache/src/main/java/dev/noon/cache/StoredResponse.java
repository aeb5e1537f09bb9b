package dev.noon.cache;

import java.util.List;

/**
 * A response as the cache keeps it. Immutable; {@code body} is shared, not copied, and must not be
 * written to.
 *
 * @param status HTTP status, 100 to 999
 * @param headers end-to-end header lines in their order
 * @param body the whole body
 * @param life how long it is good for
 * @param provenance where it comes from
 */
public record StoredResponse(
        int status,
        List<HeaderField> headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body,
        Life life,
        Provenance provenance) {
    public StoredResponse {
        headers = List.copyOf(headers);
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status is " + status + "; must be 100 to 999");
        }
    }

    /** The same, good for another time. */
    public StoredResponse withLife(Life other) {
        return new StoredResponse(status, headers, body, other, provenance);
    }

    /** The same with another body. */
    public StoredResponse withBody(byte[] other) {
        return new StoredResponse(status, headers, other, life, provenance);
    }
}
