package dev.noon.model;

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

/** The fields of a document that its schema marks with {@code "x-noon-secret": true}. */
final class SecretFields {
    /** The keyword. */
    static final String KEYWORD = "x-noon-secret";

    private SecretFields() {}

    /** Whether a field is secret. */
    static boolean marked(SchemaPart part) {
        return part.text(KEYWORD).filter("true"::equals).isPresent();
    }

    /** Whether a field is secret or contains one that is. */
    static boolean within(SchemaPart part) {
        return marked(part) || part.children().stream().anyMatch(SecretFields::within);
    }

    /** What stands in the secret fields of a document, by JSON pointer, in the order written. */
    static Map<String, String> of(SchemaPart schema, MapNode root) {
        Map<String, String> found = new LinkedHashMap<>();
        collect(schema, root, "", found);
        return found;
    }

    private static void collect(SchemaPart part, Node node, String pointer, Map<String, String> found) {
        if (node instanceof ScalarNode scalar) {
            if (marked(part)) {
                found.put(pointer, scalar.text());
            }
        } else if (node instanceof MapNode map) {
            map.entries().forEach((key, entry) -> part.step(key)
                    .ifPresent(next -> collect(next, entry.value(), Pointer.child(pointer, key), found)));
        } else if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                String child = Pointer.child(pointer, i);
                Node item = list.items().get(i);
                part.step(Integer.toString(i)).ifPresent(next -> collect(next, item, child, found));
            }
        }
    }

    /** The document with other texts in the fields that {@code texts} names; places stay. */
    static Node replaced(Node node, String pointer, Map<String, String> texts) {
        if (node instanceof MapNode map) {
            Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
            map.entries()
                    .forEach((key, entry) -> entries.put(
                            key,
                            new MapNode.Entry(
                                    entry.keyAt(), replaced(entry.value(), Pointer.child(pointer, key), texts))));
            return new MapNode(map.at(), entries);
        }
        if (node instanceof ListNode list) {
            List<Node> items = new ArrayList<>();
            for (Node item : list.items()) {
                items.add(replaced(item, Pointer.child(pointer, items.size()), texts));
            }
            return new ListNode(list.at(), items);
        }
        return Optional.ofNullable(texts.get(pointer))
                .<Node>map(text -> new ScalarNode(node.at(), ScalarNode.Type.TEXT, text))
                .orElse(node);
    }
}
