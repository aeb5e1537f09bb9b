package dev.noon.policy.cache;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text of a JSON value in keys: members by name, no white space, every character beyond ASCII as an escape, so that no
 * two values have the same one. Numbers stay as they are written.
 */
final class KeyJson {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(32);

    private KeyJson() {}

    static String of(JsonValue value) {
        KeyJson json = new KeyJson();
        json.write(value);
        return json.text.toString();
    }

    private void write(JsonValue value) {
        if (value instanceof JsonObject object) {
            members(object);
        } else if (value instanceof JsonArray array) {
            items(array);
        } else if (value instanceof JsonString string) {
            quoted(string.getString());
        } else {
            text.append(value);
        }
    }

    private void members(JsonObject object) {
        text.append('{');
        for (Map.Entry<String, JsonValue> member : new TreeMap<>(object).entrySet()) {
            quoted(member.getKey());
            text.append(':');
            write(member.getValue());
            text.append(',');
        }
        text.append('}');
    }

    private void items(JsonArray array) {
        text.append('[');
        for (JsonValue item : array) {
            write(item);
            text.append(',');
        }
        text.append(']');
    }

    private void quoted(String characters) {
        text.append('"');
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                text.append(c);
            } else {
                escaped(c);
            }
        }
        text.append('"');
    }

    private void escaped(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX[c >> shift & 0xf]);
        }
    }
}
