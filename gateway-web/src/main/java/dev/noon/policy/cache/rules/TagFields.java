package dev.noon.policy.cache.rules;

import dev.noon.cache.Tags;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields in which an upstream says what its answer depends on, for purges by tag: {@code Surrogate-Key} and {@code
 * Cache-Tag}. Tags are separated by blanks or commas in both. They are told to the gateway, not to clients.
 */
public final class TagFields {
    private static final List<String> NAMES = List.of("Surrogate-Key", "Cache-Tag");

    private TagFields() {}

    /** The tags in {@code headers}; those of an answer with too many are one that every purge by tag is about. */
    public static Tags of(Headers headers) {
        return areIn(headers) ? of(headers, Stream.empty()) : Tags.NONE;
    }

    /** The same with {@code more} tags. */
    public static Tags of(Headers headers, Stream<String> more) {
        Stream<String> said = NAMES.stream()
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> Stream.of(value.split("[\\s,]+", -1)));
        long[] hashes = Stream.concat(more, said)
                .filter(tag -> !tag.isEmpty())
                .mapToLong(Tags::hash)
                .distinct()
                .limit(Tags.MOST + 1L)
                .toArray();
        return hashes.length > Tags.MOST ? Tags.of(Tags.MANY) : Tags.of(hashes);
    }

    /** Whether {@code headers} have one of them. */
    public static boolean areIn(Headers headers) {
        return NAMES.stream().anyMatch(headers::has);
    }

    static boolean isOne(String name) {
        return NAMES.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** The same without them: clients do not get to see them. */
    public static Reply without(Reply reply) {
        NAMES.forEach(reply.headers()::remove);
        return reply;
    }
}
