package dev.noon.cli.report;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Members of the API's JSON as cells and words; what is absent is a dash. */
public final class Shown {

    private static final int SHORT_HASH = 8;
    private static final String ABSENT = "-";

    private Shown() {}

    /** A string without quotes, a number or another value as JSON. */
    public static String text(JsonObject object, String name) {
        return value(object.getOrDefault(name, JsonValue.NULL));
    }

    public static String value(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value == JsonValue.NULL ? ABSENT : value.toString();
    }

    /** The first eight digits. */
    public static String hash(JsonObject object, String name) {
        String hash = text(object, name);
        return hash.length() > SHORT_HASH ? hash.substring(0, SHORT_HASH) : hash;
    }

    /** An instant to the second. */
    public static String time(JsonObject object, String name) {
        return text(object, name).replaceFirst("\\.\\d+Z$", "Z");
    }

    /** A whole number with a unit, or a dash. */
    public static String number(JsonObject object, String name, String unit) {
        return object.get(name) instanceof JsonNumber number ? number.longValue() + unit : ABSENT;
    }
}
