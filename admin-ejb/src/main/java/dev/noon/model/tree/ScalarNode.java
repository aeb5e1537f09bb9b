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
        TEXT("text"),
        INTEGER("a whole number"),
        DECIMAL("a number with a fraction"),
        BOOLEAN("true or false"),
        NULL("empty");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** The type as messages name it. */
        public String words() {
            return words;
        }
    }

    @Override
    public Optional<Node> child(String token) {
        return Optional.empty();
    }
}
