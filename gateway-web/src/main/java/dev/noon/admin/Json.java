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
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new BadRequest("the body is not one JSON object without duplicate keys: " + e.getMessage());
        }
    }
}
