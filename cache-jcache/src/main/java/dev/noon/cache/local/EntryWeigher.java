package dev.noon.cache.local;

import com.github.benmanes.caffeine.cache.Weigher;
import dev.noon.cache.CacheKey;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;

/**
 * What an entry costs in the heap, in bytes: body, header lines and key at one byte per character,
 * and what the objects around them take. Asked once, when an entry is stored.
 */
final class EntryWeigher implements Weigher<CacheKey, StoredResponse> {
    /** Map entry with its links and timers, key, response with its life and provenance, list and body; 306 by count of fields. */
    static final int ENTRY_BYTES = 312;
    /** One header line: record, two strings and their arrays, slot in the list. */
    static final int HEADER_BYTES = 112;

    @Override
    public int weigh(CacheKey key, StoredResponse response) {
        Provenance provenance = response.provenance();
        long bytes = ENTRY_BYTES + key.length() + (long) response.body().length;
        bytes += provenance.path().length()
                + Long.BYTES * (long) provenance.tags().size();
        for (HeaderField header : response.headers()) {
            bytes += HEADER_BYTES + header.name().length() + header.value().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
