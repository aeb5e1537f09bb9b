package dev.noon.control;

import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares documents leaf by leaf; list items are compared by their index. Pure. */
final class FieldDiff {
    private FieldDiff() {}

    /** What differs: first what the new document says, in its order, then what is gone. */
    static List<FieldChange> between(Node older, Node newer) {
        Map<String, Node> before = leaves(older);
        Map<String, Node> after = leaves(newer);
        List<FieldChange> changes = new ArrayList<>();
        after.forEach((path, leaf) -> {
            Optional<Node> old = Optional.ofNullable(before.remove(path));
            if (old.isEmpty() || !spelling(old.get()).equals(spelling(leaf))) {
                changes.add(new FieldChange(path, old.map(FieldDiff::shown), Optional.of(shown(leaf))));
            }
        });
        before.forEach((path, leaf) -> changes.add(new FieldChange(path, Optional.of(shown(leaf)), Optional.empty())));
        return changes;
    }

    private static Map<String, Node> leaves(Node root) {
        Map<String, Node> leaves = new LinkedHashMap<>();
        collect("", root, leaves);
        return leaves;
    }

    private static void collect(String path, Node node, Map<String, Node> leaves) {
        if (node instanceof MapNode map && !map.entries().isEmpty()) {
            map.entries().forEach((key, entry) -> collect(Pointer.child(path, key), entry.value(), leaves));
        } else if (node instanceof ListNode list && !list.items().isEmpty()) {
            for (int i = 0; i < list.items().size(); i++) {
                collect(Pointer.child(path, i), list.items().get(i), leaves);
            }
        } else {
            leaves.put(path, node);
        }
    }

    private static String spelling(Node leaf) {
        return JsonText.canonical(leaf);
    }

    private static String shown(Node leaf) {
        return leaf instanceof ScalarNode scalar ? scalar.text() : spelling(leaf);
    }
}
