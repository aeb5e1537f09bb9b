package dev.noon.model.json;

import com.google.re2j.Pattern;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import dev.noon.model.text.Shown;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A JSON Schema (draft 2020-12) that a user wrote. Patterns are RE2, repeated items are found in one pass, and the schema
 * has no recursion: checking takes time linear in the value. Thread-safe.
 */
public final class JsonSchema {
    private static final int MOST_FAULTS = 5;
    private static final int DEEPEST = 64;

    private final Validator validator;
    private final URI uri;

    private JsonSchema(JsonValue schema) {
        this.validator = new ValidatorFactory()
                .withJsonNodeFactory(new JakartaJsonNode.Factory())
                .withEvaluatorFactory(new EvaluatorFactory.Builder()
                        .withKeyword("pattern", JsonSchema::pattern)
                        .withKeyword("uniqueItems", JsonSchema::unique)
                        .build())
                .createValidator();
        this.uri = validator.registerSchema(schema);
    }

    /**
     * The schema that {@code text} spells.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public static JsonSchema of(String text) {
        JsonValue value = BoundedJson.read(text.getBytes(StandardCharsets.UTF_8), DEEPEST);
        Optional<String> fault = SchemaRules.fault(value);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        try {
            return new JsonSchema(value);
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException("is no schema of draft 2020-12: " + e.getMessage(), e);
        }
    }

    /** What is wrong with the text of a schema. */
    public static Optional<String> fault(String text) {
        try {
            of(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()).replace("the body", "the schema"));
        }
    }

    /** Where {@code value} breaks the schema, by JSON pointer and keyword; at most five places. */
    public List<String> faults(JsonValue value) {
        Validator.Result result = validator.validate(uri, value);
        if (result.isValid()) {
            return List.of();
        }
        List<String> faults = result.getErrors().stream()
                .map(JsonSchema::words)
                .distinct()
                .limit(MOST_FAULTS)
                .toList();
        return faults.isEmpty() ? List.of("the body does not match its schema") : faults;
    }

    private static String words(Error error) {
        String pointer = error.getInstanceLocation().isEmpty() ? "the body" : Shown.of(error.getInstanceLocation());
        String keyword = Objects.requireNonNullElse(error.getKeyword(), "");
        return pointer + (keyword.isEmpty() ? " is not allowed" : " breaks " + keyword);
    }

    private static Evaluator pattern(JsonNode keyword) {
        Pattern pattern = Pattern.compile(keyword.asString());
        return (context, node) ->
                !node.isString() || pattern.matcher(node.asString()).find()
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure("does not fit");
    }

    private static Evaluator unique(JsonNode keyword) {
        boolean wanted = keyword.asBoolean();
        return (context, node) -> !wanted || !node.isArray() || allDiffer(node)
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("has an item twice");
    }

    private static boolean allDiffer(JsonNode list) {
        Set<String> seen = new HashSet<>();
        return list.asArray().stream().allMatch(item -> seen.add(canonical(item)));
    }

    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            StringBuilder text = new StringBuilder("{");
            new TreeMap<>(node.asObject()).forEach((name, value) -> text.append(Json.quoted(name))
                    .append(':')
                    .append(canonical(value))
                    .append(','));
            return text.append('}').toString();
        }
        if (node.isArray()) {
            return node.asArray().stream().map(JsonSchema::canonical).toList().toString();
        }
        if (node.isNumber()) {
            return node.asNumber().stripTrailingZeros().toString();
        }
        return node.isString()
                ? Json.quoted(node.asString())
                : node.getNodeType() + (node.isBoolean() ? "" + node.asBoolean() : "");
    }

    /** Texts so that no two are alike. */
    private static final class Json {
        private Json() {}

        static String quoted(String text) {
            return text.length() + ":" + text;
        }
    }
}
