package dev.noon.model.json;

import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.Shown;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema that a user writes may have: keywords that are honoured, references within itself, and no recursion, so
 * that it can be written out in full and its cost is known beforehand. Used once, by one thread.
 */
final class SchemaRules {
    private static final int LARGEST = 2000;
    private static final String DEFS = "#/$defs/";
    private static final Set<String> ONE = Set.of(
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "unevaluatedProperties",
            "unevaluatedItems");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAPS = Set.of("properties", "dependentSchemas");
    private static final Set<String> VALUES = Set.of(
            "type",
            "enum",
            "const",
            "required",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains",
            "dependentRequired",
            "$ref",
            "$defs");
    private static final Set<String> WORDS = Set.of(
            "$schema",
            "$comment",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly");

    private final JsonValue root;
    private final Set<String> open = new HashSet<>();
    private int size;

    private SchemaRules(JsonValue root) {
        this.root = root;
    }

    /** What is wrong with {@code schema}; where and what was expected. */
    static Optional<String> fault(JsonValue schema) {
        SchemaRules rules = new SchemaRules(schema);
        return rules.schema(schema, "").or(rules::unused);
    }

    /** Definitions that nothing refers to are held to the same rules. */
    private Optional<String> unused() {
        return root instanceof JsonObject object && object.containsKey("$defs")
                ? all(object.get("$defs"), "/$defs")
                : Optional.empty();
    }

    private Optional<String> schema(JsonValue schema, String at) {
        if (++size > LARGEST) {
            return Optional.of(
                    "is larger than " + LARGEST + " parts when its references are written out; expected less");
        }
        if (schema.getValueType() == JsonValue.ValueType.TRUE || schema.getValueType() == JsonValue.ValueType.FALSE) {
            return Optional.empty();
        }
        if (!(schema instanceof JsonObject object)) {
            return Optional.of("has " + Shown.of(schema.toString()) + " at " + at + "; expected a schema");
        }
        for (String keyword : object.keySet()) {
            Optional<String> fault = keyword(keyword, object, at + "/" + keyword);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> keyword(String keyword, JsonObject schema, String at) {
        JsonValue value = schema.getOrDefault(keyword, JsonValue.NULL);
        if (ONE.contains(keyword)) {
            return schema(value, at);
        }
        if (LISTS.contains(keyword) || MAPS.contains(keyword)) {
            return all(value, at);
        }
        if (keyword.equals("$ref")) {
            return reference(value, at);
        }
        if (keyword.equals("$defs") && !at.equals("/$defs")) {
            return Optional.of("has $defs at " + at + "; expected them at the top");
        }
        if (keyword.equals("pattern") && value instanceof JsonString pattern) {
            return LinearPattern.fault(pattern.getString()).map(fault -> "has a pattern at " + at + " that " + fault);
        }
        return VALUES.contains(keyword) || WORDS.contains(keyword)
                ? Optional.empty()
                : Optional.of("has " + Shown.of(keyword) + " at " + at + ", which would not be honoured; expected a"
                        + " keyword of JSON Schema 2020-12 other than patternProperties, format, $id, $anchor and"
                        + " dynamic references");
    }

    private Optional<String> all(JsonValue schemas, String at) {
        if (schemas instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                Optional<String> fault = schema(list.get(i), at + "/" + i);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        }
        if (schemas instanceof JsonObject map) {
            return map.entrySet().stream()
                    .flatMap(entry -> schema(entry.getValue(), at + "/" + entry.getKey()).stream())
                    .findFirst();
        }
        return Optional.of("has " + Shown.of(schemas.toString()) + " at " + at + "; expected schemas");
    }

    private Optional<String> reference(JsonValue value, String at) {
        String text = value instanceof JsonString string ? string.getString() : "";
        String name = text.startsWith(DEFS) ? text.substring(DEFS.length()) : "";
        JsonValue defs =
                root instanceof JsonObject object ? object.getOrDefault("$defs", JsonValue.NULL) : JsonValue.NULL;
        JsonValue target = defs instanceof JsonObject map ? map.get(name) : null;
        if (name.indexOf('/') >= 0 || target == null) {
            return Optional.of(
                    "refers to " + Shown.of(text) + " at " + at + "; expected #/$defs/NAME of the same schema");
        }
        if (!open.add(name)) {
            return Optional.of("refers to " + Shown.of(text) + " at " + at + ", which contains itself; expected no"
                    + " recursion, so that the time that it takes is bounded");
        }
        Optional<String> fault = schema(target, DEFS + name);
        open.remove(name);
        return fault;
    }
}
