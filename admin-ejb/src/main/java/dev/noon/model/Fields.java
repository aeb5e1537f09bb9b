package dev.noon.model;

import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of a map that its schema has found sound: values have the types that they are asked for. */
record Fields(MapNode node) {
    /** The field as a map. */
    Optional<Fields> map(String name) {
        return node.child(name).map(child -> new Fields((MapNode) child));
    }

    /** The items of a list; none if the field is not written. */
    List<Node> items(String name) {
        return node.child(name).map(child -> ((ListNode) child).items()).orElse(List.of());
    }

    /** The items of a list of maps; none if the field is not written. */
    List<Fields> maps(String name) {
        return items(name).stream().map(item -> new Fields((MapNode) item)).toList();
    }

    /** A list of texts, if the field is written. */
    Optional<List<String>> texts(String name) {
        return node.child(name).map(child -> ((ListNode) child)
                .items().stream().map(Fields::text).toList());
    }

    /** The field as text. */
    Optional<String> text(String name) {
        return node.child(name).map(Fields::text);
    }

    /** A field that the schema requires. */
    String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing; expected text"));
    }

    /** The field as a whole number. */
    OptionalInt integer(String name) {
        return text(name).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** A whole number that the schema requires. */
    long requiredWhole(String name) {
        return Long.parseLong(required(name));
    }

    /** A map of whole numbers; empty if the field is not written. */
    Map<String, Long> wholes(String name) {
        Map<String, Long> wholes = new LinkedHashMap<>();
        textMap(name).forEach((key, text) -> wholes.put(key, Long.parseLong(text)));
        return wholes;
    }

    /** Whether the field is {@code true}. */
    boolean isTrue(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** A map of texts; empty if the field is not written. */
    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(name)
                .ifPresent(
                        fields -> fields.node().entries().forEach((key, entry) -> texts.put(key, text(entry.value()))));
        return texts;
    }

    private static String text(Node node) {
        return ((ScalarNode) node).text();
    }
}
