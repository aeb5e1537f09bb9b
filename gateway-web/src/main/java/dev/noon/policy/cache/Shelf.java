package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheTally;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.Provenance;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.Stamps;
import dev.noon.cache.Storage;
import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Request;
import java.util.List;
import java.util.Optional;

/**
 * The stored answers of one policy. Answers with {@code Vary} lie one level down: under the key of the request itself is a
 * marker that names the fields. Thread-safe.
 */
final class Shelf {
    /**
     * What was looked for.
     *
     * @param key the key of the request itself
     * @param place the key under which its answer lies, or will as far as is known
     * @param marker what is known of the fields that answers vary by
     * @param operation what purges had been made before it was looked for
     * @param reason why nothing fresh was found, as {@code Cache-Status} spells it
     * @param patience what it took of the grid's budget to look
     */
    record Sought(
            CacheKey key,
            CacheKey place,
            Optional<Marker> marker,
            Lookup found,
            long operation,
            String reason,
            Patience patience) {
        /** Why there is to be fetched, as figures have it. */
        Lookup.Reason missed() {
            if (!(found instanceof Lookup.Miss miss)) {
                return Lookup.Reason.EXPIRED;
            }
            boolean varies = marker.isPresent() && miss.reason() == Lookup.Reason.ABSENT;
            return varies ? Lookup.Reason.VARY : miss.reason();
        }

        /** The same, for somebody who has not waited yet. */
        Sought again() {
            return new Sought(key, place, marker, found, operation, reason, new Patience());
        }
    }

    private final CacheKeys keys;
    private final Storage storage;
    private final ResponseCache cache;

    Shelf(CacheKeys keys, Storage storage, ResponseCache cache) {
        this.keys = keys;
        this.storage = storage;
        this.cache = cache;
    }

    /** What is stored for {@code request}, of whose body {@code body} is known. */
    Sought seek(Request request, KeyBody.Reading.Known body) {
        return seek(keys.of(request, body), request);
    }

    /** What is stored now for {@code request}, for which {@code before} was found. */
    Sought seekAgain(Sought before, Request request) {
        return seek(before.key(), request);
    }

    private Sought seek(CacheKey key, Request request) {
        long operation = cache.operation();
        Patience patience = new Patience();
        Lookup found = cache.find(key, storage, patience);
        Optional<StoredResponse> stored = stored(found);
        if (stored.isEmpty()) {
            return new Sought(key, key, Optional.empty(), found, operation, "uri-miss", patience);
        }
        if (!Marker.isOne(stored.get())) {
            String reason = found instanceof Lookup.Stale ? "stale" : "uri-miss";
            return new Sought(key, key, Optional.empty(), found, operation, reason, patience);
        }
        Marker marker = Marker.of(stored.get());
        CacheKey place = keys.of(key, request, marker);
        Lookup beneath = judged(key, cache.find(place, storage, patience));
        String reason = beneath instanceof Lookup.Stale ? "stale" : "vary-miss";
        return new Sought(key, place, Optional.of(marker), beneath, operation, reason, patience);
    }

    /** What was found beneath {@code key}: a purge of that key is about it, too. */
    private Lookup judged(CacheKey key, Lookup beneath) {
        if (!(beneath instanceof Lookup.Fresh fresh)) {
            return beneath;
        }
        return switch (cache.judge(key, fresh.response())) {
            case VALID -> fresh;
            case STALE -> new Lookup.Stale(fresh.response(), fresh.tier(), fresh.ageSeconds(), 0);
            case VOID -> Lookup.Miss.PURGED;
        };
    }

    /** What was found, fresh or not. */
    static Optional<StoredResponse> stored(Lookup found) {
        if (found instanceof Lookup.Stale stale) {
            return Optional.of(stale.response());
        }
        return found instanceof Lookup.Fresh fresh ? Optional.of(fresh.response()) : Optional.empty();
    }

    /** Whether no purge has been about {@code response} since it was found. */
    boolean stands(Sought sought, StoredResponse response) {
        return cache.judge(sought.key(), response) != Stamps.Verdict.VOID
                && cache.judge(sought.place(), response) != Stamps.Verdict.VOID;
    }

    /**
     * Stores the answer to {@code request}. However long it took to find nothing, the grid has its whole budget to take it,
     * unless it did not answer: then it is told, and not waited for.
     *
     * @param vary the request fields that it varies by
     */
    void put(Request request, Sought sought, List<String> vary, StoredResponse response) {
        Patience patience = sought.patience().next();
        if (vary.isEmpty()) {
            cache.put(sought.key(), response, storage, patience);
            return;
        }
        Marker marker = sought.marker()
                .filter(known -> known.fields().equals(vary))
                .orElseGet(() ->
                        Marker.after(sought.marker(), vary, response.life().storedAtMillis()));
        cache.put(keys.of(sought.key(), request, marker), response, storage, patience);
        cache.put(sought.key(), marker.stored(response), storage, patience);
    }

    /**
     * Ends what is stored for {@code request} on every node, in all its variants.
     *
     * @param revision under which something changed
     * @return whether the grid has confirmed it
     */
    boolean end(Request request, long nowMillis, long revision) {
        boolean confirmed = true;
        for (CacheKey key : keys.endedBy(request)) {
            confirmed &= cache.end(key, Marker.end(nowMillis, new Provenance(cache.operation(), revision)), storage);
        }
        return confirmed;
    }

    /** Like {@link ResponseCache#changes}. */
    long changes() {
        return cache.changes();
    }

    /** Whether what was fetched from when {@code changes} was read on may be what was there before a change. */
    boolean hasEnded(Sought sought, long changes) {
        return cache.hasEnded(sought.key(), changes);
    }

    /** Who counts what becomes of them. */
    CacheTally tally() {
        return keys.place().tally();
    }

    /** Like {@link ResponseCache#operation}. */
    long operation() {
        return cache.operation();
    }
}
