package dev.noon.cli.report;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/** Arrays inside the API's JSON; an absent one is empty. */
public final class Members {

    private Members() {}

    public static List<JsonObject> objects(JsonObject object, String name) {
        return array(object, name).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .toList();
    }

    /** The elements as text. */
    public static List<String> texts(JsonObject object, String name) {
        return array(object, name).stream().map(Shown::value).toList();
    }

    private static JsonArray array(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }
}
