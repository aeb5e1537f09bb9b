package dev.noon.policy.transform;

import dev.noon.policy.Escape;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/** A text that grows up to a bound, so that a value that is put in many places cannot fill the heap. Used by one thread. */
final class BoundedWriter {
    private final StringBuilder out = new StringBuilder(256);
    private final int most;

    /** @param most characters; as many bytes at least */
    BoundedWriter(int most) {
        this.most = most;
    }

    /** @throws TooLong if there is no room */
    BoundedWriter append(String text) {
        if (out.length() + (long) text.length() > most) {
            throw new TooLong();
        }
        out.append(text);
        return this;
    }

    /** Appends {@code value} as JSON. */
    BoundedWriter append(JsonValue value) {
        if (value instanceof JsonObject object) {
            object(object);
        } else if (value instanceof JsonArray array) {
            array(array);
        } else {
            append(value instanceof JsonString string ? quoted(string.getString()) : value.toString());
        }
        return this;
    }

    String text() {
        return out.toString();
    }

    private void object(JsonObject object) {
        append("{");
        String comma = "";
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            append(comma).append(quoted(member.getKey())).append(":").append(member.getValue());
            comma = ",";
        }
        append("}");
    }

    private void array(JsonArray array) {
        append("[");
        String comma = "";
        for (JsonValue item : array) {
            append(comma).append(item);
            comma = ",";
        }
        append("]");
    }

    private static String quoted(String text) {
        return '"' + Escape.JSON.of(text) + '"';
    }
}
