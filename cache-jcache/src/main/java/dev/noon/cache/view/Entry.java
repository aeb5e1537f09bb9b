package dev.noon.cache.view;

import dev.noon.cache.Scope;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tier;

/** One entry in one tier. */
public sealed interface Entry {
    Scope scope();

    /** Its name for operators: a hash of 64 hexadecimal digits, of which nothing can be learnt. */
    String key();

    /** Where it was found. */
    Tier tier();

    /** What it takes there: in the heap as the local tier weighs it, in the grid the length of its value. */
    long bytes();

    /**
     * A stored response.
     *
     * @param proxy the proxy that it belongs to
     * @param generation the generation of the proxy that it belongs to; -1 if the tier does not know
     * @param hits how often it was found there, roughly; -1 if the tier does not count
     */
    record Answer(
            Scope scope,
            String key,
            Tier tier,
            long bytes,
            String proxy,
            long generation,
            long hits,
            StoredResponse response)
            implements Entry {}

    /**
     * A record or a state.
     *
     * @param kind which of the scope's kinds it is; empty for the scope's own
     * @param name what it is stored under; empty where that may be somebody's secret
     * @param text what it says; empty where that is no text, or not for operators
     */
    record Item(Scope scope, String key, Tier tier, long bytes, String kind, String name, String text)
            implements Entry {}
}
