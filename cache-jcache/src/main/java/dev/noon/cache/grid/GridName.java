package dev.noon.cache.grid;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Region;
import dev.noon.cache.Tier;
import dev.noon.cache.view.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an entry is called in the grid.
 *
 * @param name {@code proxy/hash} of a response; whatever the owner of a record chose
 * @param key the name for operators: that hash, or the hash of the record's name
 */
record GridName(String name, String key) {
    private static final StoredResponseCodec CODEC = new StoredResponseCodec();
    private static final int UNKNOWN = -1;

    static GridName of(Region region, String name) {
        return new GridName(
                name,
                region.scope().holdsResponses()
                        ? name.substring(name.lastIndexOf('/') + 1)
                        : CacheKey.hash(region.kind() + "/" + name));
    }

    /** Whether it is a response of one of those proxies; anything else is of nobody, and asked for by everybody. */
    boolean isOf(Region region, Predicate<String> proxies) {
        return !region.scope().holdsResponses() || proxies.test(proxy());
    }

    /** The entry with that value; nothing if it cannot be read. */
    Optional<Entry> entry(Region region, byte[] bytes) {
        if (region.scope().holdsResponses()) {
            return CODEC.decode(bytes)
                    .map(response -> new Entry.Answer(
                            region.scope(), key, Tier.GRID, bytes.length, proxy(), UNKNOWN, UNKNOWN, response));
        }
        boolean readable = region.isReadable();
        return Optional.of(new Entry.Item(
                region.scope(),
                key,
                Tier.GRID,
                bytes.length,
                region.kind(),
                readable ? name : "",
                readable ? state(bytes) : ""));
    }

    private String proxy() {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** States have their version in front. */
    private static String state(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            return "";
        }
        ByteBuffer text = ByteBuffer.wrap(bytes, Long.BYTES, bytes.length - Long.BYTES);
        try {
            return UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
