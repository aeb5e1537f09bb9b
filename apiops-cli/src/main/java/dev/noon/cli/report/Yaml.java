package dev.noon.cli.report;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.NonPrintableStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** JSON as YAML in block style, in the same order. */
public final class Yaml {

    private Yaml() {}

    /** One document; ends with a line break. */
    public static String of(JsonValue value) {
        return new Dump(settings()).dumpToString(plain(value));
    }

    /** Quotes whatever the core schema would take for something else; never folds a line, never writes a tag. */
    private static DumpSettings settings() {
        return DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setNonPrintableStyle(NonPrintableStyle.ESCAPE)
                .setSchema(new CoreSchema())
                .setSplitLines(false)
                .setWidth(Integer.MAX_VALUE)
                .build();
    }

    /** Several documents, divided by {@code ---}. */
    public static String of(List<? extends JsonValue> documents) {
        return String.join("---\n", documents.stream().map(Yaml::of).toList());
    }

    private static @Nullable Object plain(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.forEach((name, member) -> map.put(name, plain(member)));
            return map;
        }
        if (value instanceof JsonArray array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.forEach(element -> list.add(plain(element)));
            return list;
        }
        return scalar(value);
    }

    private static @Nullable Object scalar(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        if (value instanceof JsonNumber number) {
            return number.isIntegral() ? number.bigIntegerValue() : number.bigDecimalValue();
        }
        return value == JsonValue.NULL ? null : Boolean.valueOf(value == JsonValue.TRUE);
    }
}
