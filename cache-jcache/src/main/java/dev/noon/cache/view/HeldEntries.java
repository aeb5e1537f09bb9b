package dev.noon.cache.view;

import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one tier of this node holds, for people: it takes time in proportion to how much there is, and delays no request.
 * Thread-safe.
 */
public interface HeldEntries {
    /** How much it holds of {@code scope}. */
    Held held(Scope scope);

    /**
     * A page of entries.
     *
     * @throws IllegalArgumentException if the query is after no page
     */
    EntryPage page(EntryQuery query);

    /**
     * The entry of that name.
     *
     * @param proxies of whose responses it may be one
     */
    Optional<Entry> find(Scope scope, String key, Predicate<String> proxies);

    /** The entries with the most of something. */
    interface Ranked extends HeldEntries {
        /** Of what. */
        enum By {
            HITS,
            BYTES
        }

        /** The first of all scopes that hold responses, the most first; at most {@code limit}. */
        List<Entry.Answer> top(By by, Predicate<String> proxies, int limit);
    }
}
