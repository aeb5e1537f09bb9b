package dev.noon.model;

import dev.noon.model.text.Nearest;
import dev.noon.model.text.Shown;
import dev.noon.model.tree.Fault;
import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.Position;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what the schema validator found in one document into sentences with places. */
final class SchemaFaults {
    private final SchemaPart schema;
    private final MapNode root;

    SchemaFaults(SchemaPart schema, MapNode root) {
        this.schema = schema;
        this.root = root;
    }

    /**
     * The faults behind one error of the validator.
     *
     * @param keyword the schema keyword that failed; empty for a field that the schema does not know
     * @param pointer where in the document
     * @param message the validator's own words, which are ours for {@link TextRules#KEYWORD}
     */
    List<Fault> of(String keyword, String pointer, String message) {
        if (keyword.isEmpty()) {
            return List.of(unknown(pointer));
        }
        Node node = root.find(pointer).orElse(root);
        SchemaPart part = schema.find(pointer).orElse(schema);
        return switch (keyword) {
            case "type" -> at(node, pointer, SchemaWords.wrongType(node, part));
            case "required" -> missing(pointer, part);
            case "enum" -> at(node, pointer, notListed(node, part));
            case "uniqueItems" -> twice(node, pointer);
            case "maxItems" -> at(node, pointer, tooMany(node, part));
            case "maxLength" -> at(node, pointer, tooLong(node, part));
            case "oneOf", "minProperties", "maxProperties" -> fields(node, pointer, part);
            case TextRules.KEYWORD -> text(node, pointer, message);
            case "minItems", "minLength", "minimum", "maximum", "pattern" ->
                at(node, pointer, SchemaWords.found(node) + "; expected " + expected(keyword, part));
            default -> at(node, pointer, message);
        };
    }

    private static List<Fault> at(Node node, String pointer, String message) {
        return List.of(new Fault(node.at(), pointer, message));
    }

    private static String expected(String keyword, SchemaPart part) {
        return keyword.equals("minItems") ? "at least one item" : SchemaWords.expected(part);
    }

    private Fault unknown(String pointer) {
        String name = Pointer.last(pointer);
        List<String> known = schema.find(Pointer.parent(pointer)).orElse(schema).properties();
        String message = "unknown field '" + Shown.of(name) + "'" + hint(name, known) + " expected one of: "
                + String.join(", ", known);
        return new Fault(keyAt(pointer), pointer, message);
    }

    /** A question that ends with its mark, or a semicolon. */
    private static String hint(String text, List<String> known) {
        String hint = Nearest.hint(text, known);
        return hint.isEmpty() ? ";" : hint;
    }

    private Position keyAt(String pointer) {
        Node parent = root.find(Pointer.parent(pointer)).orElse(root);
        return parent instanceof MapNode map
                ? Optional.ofNullable(map.entries().get(Pointer.last(pointer)))
                        .map(MapNode.Entry::keyAt)
                        .orElse(map.at())
                : parent.at();
    }

    private List<Fault> missing(String pointer, SchemaPart part) {
        Node node = root.find(pointer).orElse(root);
        List<Fault> faults = new ArrayList<>();
        for (String name : part.texts("required")) {
            if (node.child(name).isEmpty()) {
                String expected = part.step(name).map(SchemaWords::expected).orElse("it");
                faults.add(new Fault(node.at(), Pointer.child(pointer, name), "is missing; expected " + expected));
            }
        }
        return faults;
    }

    private static String notListed(Node node, SchemaPart part) {
        String text = node instanceof ScalarNode scalar ? scalar.text() : "";
        return SchemaWords.found(node) + hint(text, part.texts("enum")) + " expected " + SchemaWords.expected(part);
    }

    private static List<Fault> twice(Node node, String pointer) {
        Set<String> seen = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        List<Node> items = node.itemsAt("");
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(JsonText.canonical(items.get(i)))) {
                String message = SchemaWords.found(items.get(i)) + " for a second time; expected each item once";
                faults.add(new Fault(items.get(i).at(), Pointer.child(pointer, i), message));
            }
        }
        return faults;
    }

    private static String tooMany(Node node, SchemaPart part) {
        return "has " + node.itemsAt("").size() + " items; expected at most "
                + part.text("maxItems").orElse("fewer");
    }

    private static String tooLong(Node node, SchemaPart part) {
        int length = node instanceof ScalarNode scalar ? scalar.text().length() : 0;
        return "is " + length + " characters long; expected at most "
                + part.text("maxLength").orElse("fewer");
    }

    /** Where a field is unknown or the value is no map at all, that is the fault, and said elsewhere. */
    private static List<Fault> fields(Node node, String pointer, SchemaPart part) {
        List<String> known = part.properties();
        boolean listed = node instanceof MapNode map
                && (known.isEmpty() || known.containsAll(map.entries().keySet()));
        return listed
                ? at(node, pointer, SchemaWords.found(node) + "; expected " + SchemaWords.expected(part))
                : List.of();
    }

    /** A text's own fault, or that of every key that the rule for keys refuses with these words. */
    private List<Fault> text(Node node, String pointer, String message) {
        if (!(node instanceof MapNode map)) {
            return at(node, pointer, message);
        }
        String rule = keyRule(pointer);
        List<Fault> faults = new ArrayList<>();
        map.entries().forEach((key, entry) -> {
            if (TextRules.fault(rule, key).filter(message::equals).isPresent()) {
                faults.add(new Fault(entry.keyAt(), Pointer.child(pointer, key), message));
            }
        });
        return faults;
    }

    private String keyRule(String pointer) {
        return schema.find(pointer)
                .flatMap(part -> part.keyword("propertyNames"))
                .flatMap(names -> names.find("/" + TextRules.KEYWORD + "/is"))
                .map(name -> ((ScalarNode) name).text())
                .orElseThrow(() -> new IllegalStateException(pointer + " has no rule for its keys"));
    }
}
