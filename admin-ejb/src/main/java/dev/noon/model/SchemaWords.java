package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Shown;
import dev.noon.model.text.SizeText;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.ScalarNode;
import java.util.List;
import java.util.Optional;

/** What was found and what was expected, in words. */
final class SchemaWords {
    private SchemaWords() {}

    /** What a schema expects, for example {@code a whole number from 1 to 1000}. */
    static String expected(SchemaPart part) {
        Optional<String> own = part.text("noonExpects");
        if (own.isPresent()) {
            return own.get();
        }
        List<String> values = part.texts("enum");
        if (!values.isEmpty()) {
            return values.size() == 1 ? values.get(0) : "one of: " + String.join(", ", values);
        }
        return switch (part.text("type").orElse("")) {
            case "integer" -> "a whole number" + range(part);
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" ->
                part.properties().isEmpty() ? "a map" : "a map with " + String.join(", ", part.properties());
            default -> text(part);
        };
    }

    /** What stands in the document, for example {@code is 5, a number}. */
    static String found(Node node) {
        if (node instanceof ScalarNode scalar) {
            return switch (scalar.type()) {
                case NULL -> "is empty";
                case INTEGER, DECIMAL -> "is " + scalar.text() + ", a number";
                case TEXT, BOOLEAN -> "is " + Shown.of(scalar.text());
            };
        }
        if (node instanceof ListNode list) {
            return list.items().isEmpty() ? "is an empty list" : "is a list";
        }
        MapNode map = (MapNode) node;
        return map.entries().isEmpty()
                ? "is an empty map"
                : "has " + Shown.of(String.join(", ", map.entries().keySet()));
    }

    /** The sentence for a value of the wrong type. */
    static String wrongType(Node node, SchemaPart part) {
        String sentence = found(node).replaceFirst("^has .*", "is a map") + "; expected " + expected(part);
        if (!(node instanceof ScalarNode scalar)) {
            return sentence;
        }
        boolean quotable = scalar.type() != ScalarNode.Type.TEXT && scalar.type() != ScalarNode.Type.NULL;
        if (quotable && expected(part).equals("text")) {
            return sentence + " (quote it: \"" + scalar.text() + "\")";
        }
        boolean quoted = scalar.type() == ScalarNode.Type.TEXT && scalar.text().matches("-?[0-9]{1,18}");
        return quoted && part.text("type").orElse("").equals("integer")
                ? "is " + scalar.text() + " as text; expected " + expected(part) + ", without quotes"
                : sentence;
    }

    private static String range(SchemaPart part) {
        return part.text("minimum").map(least -> " from " + least).orElse("")
                + part.text("maximum").map(most -> " to " + most).orElse("");
    }

    private static String text(SchemaPart part) {
        String rule = part.keyword(TextRules.KEYWORD)
                .flatMap(keyword -> keyword.child("is"))
                .map(name -> ((ScalarNode) name).text())
                .orElse("");
        return switch (rule) {
            case "duration" -> DurationText.EXPECTED;
            case "size" -> SizeText.EXPECTED;
            default -> "text";
        };
    }
}
