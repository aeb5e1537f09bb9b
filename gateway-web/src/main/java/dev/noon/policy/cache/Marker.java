package dev.noon.policy.cache;

import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.StoredResponse;
import java.util.List;

/**
 * Lies where the answers to a request would, if they did not vary.
 *
 * @param fields the request fields that they vary by: lower case, sorted, each once
 * @param epoch part of their keys: they are all out of reach when another marker comes
 */
record Marker(List<String> fields, String epoch) {
    /** No answer has this status. */
    private static final int STATUS = 900;

    static boolean isOne(StoredResponse stored) {
        return stored.status() == STATUS;
    }

    static Marker of(StoredResponse stored) {
        List<HeaderField> lines = stored.headers();
        return new Marker(
                List.of(lines.get(0).value().split(",", -1)), lines.get(1).value());
    }

    /** It is never stale itself: what lies beneath it is judged by its own life. */
    StoredResponse stored(StoredResponse answer) {
        Life life = answer.life();
        return new StoredResponse(
                STATUS,
                List.of(new HeaderField("Vary", String.join(",", fields)), new HeaderField("Epoch", epoch)),
                new byte[0],
                Life.fresh(life.storedAtMillis(), life.keptMillis()),
                answer.provenance());
    }
}
