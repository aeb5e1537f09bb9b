package dev.noon.admin;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** Writes and reads JSON; duplicate keys are refused. */
final class Json {
    private static final JsonBuilderFactory BUILDERS = jakarta.json.Json.createBuilderFactory(Map.of());
    private static final JsonReaderFactory READERS =
            jakarta.json.Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    /** Far more than anything that is read here has; the parser would end the thread at some depth. */
    private static final int DEEPEST = 100;

    private Json() {}

    static JsonObjectBuilder object() {
        return BUILDERS.createObjectBuilder();
    }

    static <T> JsonArray array(Collection<T> items, Function<T, ? extends JsonValue> each) {
        JsonArrayBuilder array = BUILDERS.createArrayBuilder();
        items.forEach(item -> array.add(each.apply(item)));
        return array.build();
    }

    static JsonArray strings(Collection<String> items) {
        JsonArrayBuilder array = BUILDERS.createArrayBuilder();
        items.forEach(array::add);
        return array.build();
    }

    /**
     * Reads one object.
     *
     * @throws BadRequest if {@code text} is anything else
     */
    static JsonObject read(String text) {
        if (isTooDeep(text)) {
            throw new BadRequest("the body is nested deeper than " + DEEPEST + " levels");
        }
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new BadRequest("the body is not one JSON object without duplicate keys: " + e.getMessage());
        }
    }

    /** Whether objects and arrays stand in each other too deep; what stands in strings does not count. */
    private static boolean isTooDeep(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && depth <= DEEPEST; i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return depth > DEEPEST;
    }
}
