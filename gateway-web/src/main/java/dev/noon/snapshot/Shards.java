package dev.noon.snapshot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A hash map in 64 parts. A copy shares all of them with the original, and a change of the copy makes that one part its
 * own: the table of ten thousand paths after a changed one costs what a table of a few hundred does. Written by one thread
 * until it is shared; never afterwards.
 */
final class Shards<V> {
    private static final int COUNT = 64;

    private final List<Map<String, V>> parts;
    private final BitSet own = new BitSet(COUNT);

    Shards() {
        parts = new ArrayList<>(Collections.nCopies(COUNT, Map.of()));
    }

    /** Begins as what {@code other} has, which is not to be written from now on. */
    Shards(Shards<V> other) {
        parts = new ArrayList<>(other.parts);
    }

    @Nullable V get(String key) {
        return parts.get(part(key)).get(key);
    }

    V getOrDefault(String key, V otherwise) {
        return parts.get(part(key)).getOrDefault(key, otherwise);
    }

    /** As {@link Map#merge}. */
    void merge(String key, V value, BinaryOperator<V> both) {
        own(key).merge(key, value, both);
    }

    /** As {@link Map#computeIfPresent}. */
    void computeIfPresent(String key, BiFunction<String, V, V> next) {
        own(key).computeIfPresent(key, next);
    }

    private Map<String, V> own(String key) {
        int part = part(key);
        if (!own.get(part)) {
            own.set(part);
            parts.set(part, new HashMap<>(parts.get(part)));
        }
        return parts.get(part);
    }

    private static int part(String key) {
        int hash = key.hashCode();
        // Other bits than those by which a hash map of a few hundred places its keys.
        return (hash >>> 10 ^ hash >>> 20) & COUNT - 1;
    }
}
