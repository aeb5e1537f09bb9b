package dev.noon.model.tree;

import java.util.Optional;

/**
 * A single value.
 *
 * @param text for {@link Type#TEXT} the value itself; for every other type its JSON spelling
 */
public record ScalarNode(Position at, Type type, String text) implements Node {
    /** What a value is, by the core schema of YAML 1.2. */
    public enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    @Override
    public Optional<Node> child(String token) {
        return Optional.empty();
    }
}
