package dev.noon.control;

import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares documents leaf by leaf. Of two lists, what is equal at the beginning and at the end is left out; what is
 * between is compared by index, so that an inserted item is one addition and not a change of all that follow.
 */
final class FieldDiff {
    private final List<FieldChange> changes = new ArrayList<>();

    private FieldDiff() {}

    /** What differs, in the order of the new document; what is gone comes where its place was left. */
    static List<FieldChange> between(Node older, Node newer) {
        FieldDiff diff = new FieldDiff();
        diff.compare("", older, newer);
        return diff.changes;
    }

    private void compare(String path, Node older, Node newer) {
        if (older instanceof MapNode before && newer instanceof MapNode after) {
            maps(path, before, after);
        } else if (older instanceof ListNode before && newer instanceof ListNode after) {
            lists(path, before.items(), after.items());
        } else if (isScalar(older) && isScalar(newer)) {
            if (!same(older, newer)) {
                changes.add(new FieldChange(path, Optional.of(shown(older)), Optional.of(shown(newer))));
            }
        } else {
            gone(path, older);
            fresh(path, newer);
        }
    }

    private void maps(String path, MapNode before, MapNode after) {
        after.entries().forEach((key, entry) -> before.child(key)
                .ifPresentOrElse(
                        old -> compare(Pointer.child(path, key), old, entry.value()),
                        () -> fresh(Pointer.child(path, key), entry.value())));
        before.entries().forEach((key, entry) -> {
            if (after.child(key).isEmpty()) {
                gone(Pointer.child(path, key), entry.value());
            }
        });
    }

    private void lists(String path, List<Node> before, List<Node> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && same(before.get(head), after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && same(before.get(before.size() - 1 - tail), after.get(after.size() - 1 - tail))) {
            tail++;
        }
        for (int i = head; i < Math.max(before.size(), after.size()) - tail; i++) {
            item(Pointer.child(path, i), at(before, i, tail), at(after, i, tail));
        }
    }

    private static Optional<Node> at(List<Node> items, int index, int tail) {
        return index < items.size() - tail ? Optional.of(items.get(index)) : Optional.empty();
    }

    private void item(String path, Optional<Node> older, Optional<Node> newer) {
        if (older.isPresent() && newer.isPresent()) {
            compare(path, older.get(), newer.get());
            return;
        }
        older.ifPresent(node -> gone(path, node));
        newer.ifPresent(node -> fresh(path, node));
    }

    private void gone(String path, Node node) {
        leaves(path, node)
                .forEach(leaf -> changes.add(new FieldChange(leaf.path(), Optional.of(leaf.text()), Optional.empty())));
    }

    private void fresh(String path, Node node) {
        leaves(path, node)
                .forEach(leaf -> changes.add(new FieldChange(leaf.path(), Optional.empty(), Optional.of(leaf.text()))));
    }

    private record Leaf(String path, String text) {}

    private static List<Leaf> leaves(String path, Node node) {
        List<Leaf> leaves = new ArrayList<>();
        if (node instanceof MapNode map && !map.entries().isEmpty()) {
            map.entries().forEach((key, entry) -> leaves.addAll(leaves(Pointer.child(path, key), entry.value())));
        } else if (node instanceof ListNode list && !list.items().isEmpty()) {
            for (int i = 0; i < list.items().size(); i++) {
                leaves.addAll(leaves(Pointer.child(path, i), list.items().get(i)));
            }
        } else {
            leaves.add(new Leaf(path, shown(node)));
        }
        return leaves;
    }

    private static boolean isScalar(Node node) {
        return node instanceof ScalarNode;
    }

    private static boolean same(Node older, Node newer) {
        return JsonText.canonical(older).equals(JsonText.canonical(newer));
    }

    private static String shown(Node leaf) {
        return leaf instanceof ScalarNode scalar ? scalar.text() : JsonText.canonical(leaf);
    }
}
