package dev.noon.model;

import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.Position;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that a schema allows, each field at its first example. */
final class SchemaSample {
    /** What stands beside any policy. */
    private static final Set<String> BESIDE = Set.of("name", "when");

    /**
     * Branches of a map that take their turns together. Not every branch of one map goes with every one of another: a route's exact path leaves
     * its endpoints no other.
     */
    private static final int BRANCHES = 4;

    private final int variant;
    private final Map<String, SchemaPart> leaves = new LinkedHashMap<>();

    SchemaSample(int variant) {
        this.variant = variant;
    }

    /** The fields that it has, by pointer. */
    Map<String, SchemaPart> leaves() {
        return leaves;
    }

    /** A value that the part allows. */
    Node of(SchemaPart part, String pointer) {
        List<Node> examples = examples(part);
        if (!examples.isEmpty()) {
            leaves.put(pointer, part);
            return examples.get(0);
        }
        if (part.keyword("items").isPresent()) {
            return list(part, pointer);
        }
        return map(part, part.properties(), pointer);
    }

    private Node list(SchemaPart part, String pointer) {
        SchemaPart item = part.step("0").orElseThrow();
        List<Node> items = new ArrayList<>();
        boolean alternatives = item.keyword("oneOf").isPresent() && branch(item).isEmpty();
        if (!alternatives) {
            items.add(of(item, Pointer.child(pointer, 0)));
        }
        for (String only : item.properties()) {
            if (alternatives && !BESIDE.contains(only)) {
                List<String> fields = items.isEmpty() ? List.of(only, "when") : List.of(only);
                items.add(map(item, fields, Pointer.child(pointer, items.size())));
            }
        }
        return new ListNode(Position.START, items);
    }

    private Node map(SchemaPart part, List<String> fields, String pointer) {
        boolean single = part.text("maxProperties").orElse("").equals("1");
        Optional<Node> branch = branch(part);
        List<String> chosen = single ? List.of(fields.get(variant % fields.size())) : fields;
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        for (String field : chosen) {
            Optional<Node> rule = branch.flatMap(of -> of.find("/properties/" + field));
            if (rule.filter(ScalarNode.class::isInstance).isPresent()) {
                continue;
            }
            Optional<Node> fixed = rule.flatMap(of -> of.find("/enum/0"));
            if (fixed.isPresent()) {
                entries.put(field, new MapNode.Entry(Position.START, fixed.get()));
                continue;
            }
            Node value = of(part.step(field).orElseThrow(), Pointer.child(pointer, field));
            entries.put(field, new MapNode.Entry(Position.START, value));
        }
        return new MapNode(Position.START, entries);
    }

    /** What a map may have where one field decides about others. */
    private Optional<Node> branch(SchemaPart part) {
        List<Node> branches = part.keyword("oneOf").map(list -> list.itemsAt("")).orElse(List.of()).stream()
                .filter(branch -> branch.find("/properties").isPresent())
                .toList();
        return branches.isEmpty()
                ? Optional.empty()
                : Optional.of(branches.get(variant % Math.max(BRANCHES, branches.size()) % branches.size()));
    }

    /** The values that a field may show. */
    static List<Node> examples(SchemaPart part) {
        List<Node> written =
                part.keyword("examples").map(list -> list.itemsAt("")).orElse(List.of());
        List<Node> values = part.keyword("enum").map(list -> list.itemsAt("")).orElse(List.of());
        return written.isEmpty() ? values : written;
    }

    /** Every field beneath a part of a schema, by a pointer that tells it apart. */
    static Map<String, SchemaPart> fields(SchemaPart part, String pointer) {
        Map<String, SchemaPart> fields = new LinkedHashMap<>();
        if (part.children().isEmpty()) {
            fields.put(pointer, part);
        }
        int i = 0;
        for (SchemaPart child : part.children()) {
            fields.putAll(fields(child, pointer + "/" + i++));
        }
        return fields;
    }
}
