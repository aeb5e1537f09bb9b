package dev.noon.cache.local;

import dev.noon.cache.CacheKey;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;

/**
 * What an entry costs in the heap, in bytes: body, header lines and key at one byte per character,
 * and what the objects around them take. Asked once, when an entry is stored.
 */
final class EntryWeigher {
    /** Map entry with its links, key, response with its life and provenance, list and body; 344 were measured (src-it/bench sweep). */
    static final int ENTRY_BYTES = 344;
    /** One header line: record, two strings and their arrays, slot in the list. */
    static final int HEADER_BYTES = 112;

    private EntryWeigher() {}

    static int bytes(CacheKey key, StoredResponse response) {
        return bytes(key.length(), response);
    }

    /** @param keyLength characters of what it lies under */
    static int bytes(int keyLength, StoredResponse response) {
        Provenance provenance = response.provenance();
        long bytes = ENTRY_BYTES + keyLength + (long) response.body().length;
        bytes += provenance.path().length()
                + Long.BYTES * (long) provenance.tags().size();
        for (HeaderField header : response.headers()) {
            bytes += HEADER_BYTES + header.name().length() + header.value().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
