package dev.noon.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    private static final String LOAN = """
            {"type": "object", "required": ["amount"], "additionalProperties": false,
             "properties": {
               "amount": {"type": "integer", "minimum": 1},
               "name": {"type": "string", "pattern": "^(a+)+$", "maxLength": 100000},
               "tags": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/tag"}}},
             "$defs": {"tag": {"type": ["string", "number"]}}}""";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\": 5}                              | ``",
                "{\"amount\": 0}                              | /amount breaks minimum",
                "{\"amount\": \"5\"}                          | /amount breaks type",
                "{\"amount\": 5.5}                            | /amount breaks type",
                "{}                                           | the body breaks required",
                "[]                                           | the body breaks type",
                "{\"amount\": 5, \"colour\": 1}               | /colour is not allowed",
                "{\"amount\": 5, \"name\": \"aab\"}           | /name breaks pattern",
                "{\"amount\": 5, \"tags\": [\"a\", \"a\"]}    | /tags breaks uniqueItems",
                "{\"amount\": 5, \"tags\": [1, 1.0]}          | /tags breaks uniqueItems",
                "{\"amount\": 5, \"tags\": [1, \"1\"]}        | ``",
                "{\"amount\": 5, \"tags\": [null]}            | /tags/0 breaks type",
            })
    void what_breaks_a_schema_is_named_by_its_pointer(String body, String fault) {
        List<String> faults = JsonSchema.of(LOAN).faults(read(body));
        assertThat(faults).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }

    @Test
    void hostile_values_take_linear_time() {
        String name = "a".repeat(60_000) + "!";
        StringBuilder tags = new StringBuilder("0");
        for (int i = 1; i < 50_000; i++) {
            tags.append(',').append(i);
        }
        JsonValue value = read("{\"amount\":1,\"name\":\"" + name + "\",\"tags\":[" + tags + "]}");
        assertThat(JsonSchema.of(LOAN).faults(value)).containsExactly("/name breaks pattern");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1,\"a\":2}",
                "1e1000000000",
                "[1e99999]",
                "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
                "{\"a\":01}",
                "nul",
                "{} {}",
                "\"\\ud800",
            })
    void what_is_no_sound_json_is_refused(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(body)).withMessageStartingWith("the body ");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] bytes = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedJson.read(bytes, 16))
                .withMessage("the body is not UTF-8");
    }

    @Test
    void brackets_in_texts_are_not_nesting() {
        assertThat(read("\"" + "[".repeat(100) + "\\\"" + "{".repeat(100) + "\""))
                .isNotNull();
    }

    private static JsonValue read(String text) {
        return BoundedJson.read(text.getBytes(StandardCharsets.UTF_8), 16);
    }
}
