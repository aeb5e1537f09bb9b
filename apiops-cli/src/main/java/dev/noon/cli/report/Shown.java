package dev.noon.cli.report;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;

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

    /** Bytes in the largest unit of which there is one; a dash if they are absent. */
    public static String size(JsonObject object, String name) {
        if (!(object.get(name) instanceof JsonNumber number)) {
            return ABSENT;
        }
        double bytes = number.doubleValue();
        if (bytes < 1 << 10) {
            return number.longValue() + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / (1 << 10))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
    }

    /** A share as percent with one digit behind the point, or a dash. */
    public static String percent(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number
                ? String.format(Locale.ROOT, "%.1f %%", 100 * number.doubleValue())
                : ABSENT;
    }

    /** A member that is an object; an empty one if it is absent. */
    public static JsonObject object(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject member ? member : JsonValue.EMPTY_JSON_OBJECT;
    }
}
