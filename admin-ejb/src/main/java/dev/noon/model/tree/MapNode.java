package dev.noon.model.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and values.
 *
 * @param entries in the order written; unmodifiable
 */
public record MapNode(Position at, Map<String, Entry> entries) implements Node {
    public MapNode {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A value, and where its key was written. */
    public record Entry(Position keyAt, Node value) {}

    @Override
    public Optional<Node> child(String token) {
        return Optional.ofNullable(entries.get(token)).map(Entry::value);
    }
}
