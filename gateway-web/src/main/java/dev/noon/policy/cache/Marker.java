package dev.noon.policy.cache;

import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;
import java.util.List;
import java.util.Optional;

/**
 * Lies where the answers to a request would, if they did not vary.
 *
 * @param fields the request fields that they vary by: lower case, sorted, each once
 * @param epoch part of their keys: they are all out of reach when another marker comes
 */
record Marker(List<String> fields, String epoch) {
    /** No answer has this status. */
    private static final int STATUS = 900;

    /** How long an end lies where something was; after that there is nothing. */
    private static final long END_MILLIS = 60_000;

    static boolean isOne(StoredResponse stored) {
        return stored.status() == STATUS;
    }

    static Marker of(StoredResponse stored) {
        List<HeaderField> lines = stored.headers();
        String fields = lines.get(0).value();
        return new Marker(
                fields.isEmpty() ? List.of() : List.of(fields.split(",", -1)),
                lines.get(1).value());
    }

    /** The one that takes the place of {@code known}, if there is one, with another epoch than that. */
    static Marker after(Optional<Marker> known, List<String> fields, long storedAtMillis) {
        long later =
                known.map(old -> Long.parseUnsignedLong(old.epoch(), 16) + 1).orElse(storedAtMillis);
        return new Marker(fields, Long.toHexString(Math.max(storedAtMillis, later)));
    }

    /** Puts out of reach whatever lies there at {@code nowMillis}; nothing does beneath it. */
    static StoredResponse end(long nowMillis, Provenance provenance) {
        Marker marker = new Marker(List.of(), Long.toHexString(nowMillis));
        return marker.stored(Life.fresh(nowMillis, END_MILLIS), provenance);
    }

    /** It is never stale itself: what lies beneath it is judged by its own life. */
    StoredResponse stored(StoredResponse answer) {
        Life life = answer.life();
        return stored(Life.fresh(life.storedAtMillis(), life.keptMillis()), answer.provenance());
    }

    private StoredResponse stored(Life life, Provenance provenance) {
        return new StoredResponse(
                STATUS,
                List.of(new HeaderField("Vary", String.join(",", fields)), new HeaderField("Epoch", epoch)),
                new byte[0],
                life,
                provenance);
    }
}
