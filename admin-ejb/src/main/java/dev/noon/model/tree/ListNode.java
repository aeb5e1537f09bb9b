package dev.noon.model.tree;

import java.util.List;
import java.util.Optional;

/** Values in a row. */
public record ListNode(Position at, List<Node> items) implements Node {
    public ListNode {
        items = List.copyOf(items);
    }

    @Override
    public Optional<Node> child(String token) {
        if (token.isEmpty() || token.length() > 9 || !token.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int index = Integer.parseInt(token);
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }
}
