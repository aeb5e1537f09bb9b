package dev.noon.model.policy;

import dev.noon.model.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stores replies and answers from the store.
 *
 * @param storage which tiers to use
 * @param ttl life of an entry; one second to thirty days
 * @param key what distinguishes two requests
 * @param methods method tokens that may be answered from the cache; HEAD counts as GET
 * @param maxObjectBytes larger bodies are passed on and not stored
 */
public record CacheSpec(
        String name, CacheStorage storage, Duration ttl, Key key, List<String> methods, long maxObjectBytes)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "cache";

    public CacheSpec {
        methods = List.copyOf(methods);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** {@code local}, {@code distributed} or {@code tiered}. */
    public enum CacheStorage {
        LOCAL,
        DISTRIBUTED,
        TIERED
    }

    /** What distinguishes two requests, besides proxy, generation and method. */
    public sealed interface Key {
        /** The path and these query parameters (sorted, repeats in order); empty means every parameter. */
        record Query(Optional<List<String>> parameters) implements Key {}

        /** The text of a template, in place of path and query. */
        record Text(Template template) implements Key {}
    }
}
