package dev.noon.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.noon.model.json.JsonPath.Step;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String BODY = "{\"a\":{\"b c\":[10,{\"d\":null}]},\"é\":1,\"it's\":2,\"x-y\":3}";

    @Test
    void a_path_is_read_step_by_step() {
        assertThat(JsonPath.parse("$.a['b c'][0][*].*..d").steps())
                .containsExactly(
                        new Step.Name("a", false),
                        new Step.Name("b c", false),
                        new Step.Index(0),
                        new Step.Every(),
                        new Step.Every(),
                        new Step.Name("d", true));
        assertThat(JsonPath.parse("$").steps()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$.a['b c'][0]       | 10",
                "$.a[\"b c\"][-2]    | 10",
                "$.a['b c'][1].d     | null",
                "$.a['b c'][2]       | -",
                "$.a['b c'][-3]      | -",
                "$.a['b c'].d        | -",
                "$.a[0]              | -",
                "$.b                 | -",
                "$.é                 | 1",
                "$['it\\'s']         | 2",
                "$.x-y               | 3",
            })
    void a_path_to_one_value_finds_it(String path, String found) {
        JsonValue body = BoundedJson.read(BODY.getBytes(StandardCharsets.UTF_8), 8);
        assertThat(JsonPath.parse(path).find(body).map(JsonValue::toString).orElse("-"))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "$a",
                "$.",
                "$..",
                "$...a",
                "$..*",
                "$..[0]",
                "$.a.",
                "$[",
                "$[]",
                "$[01]",
                "$[-0]",
                "$[+1]",
                "$[1:2]",
                "$[0,1]",
                "$[?(@.a)]",
                "$['a'",
                "$['a]",
                "$[a]",
                "$.1a",
                "$ .a",
                "$.a b",
                "$..a..b",
                "$[99999999]",
                "$.a[(@.length-1)]"
            })
    void what_is_no_path_is_said_to_be_none(String text) {
        assertThat(JsonPath.fault(text)).hasValueSatisfying(fault -> assertThat(fault)
                .contains("; expected a JSONPath such as $.order.items[0].price"));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonPath.parse(text));
    }

    @Test
    void a_path_has_an_end() {
        assertThat(JsonPath.fault("$" + ".a".repeat(32))).isEmpty();
        assertThat(JsonPath.fault("$" + ".a".repeat(33))).isPresent();
        assertThat(JsonPath.fault("$." + "a".repeat(300))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a[*]", "$..a", "$.*"})
    void a_path_to_several_values_is_none_to_one(String text) {
        assertThat(JsonPath.fault(text)).isEmpty();
        assertThat(JsonPath.oneFault(text))
                .hasValue("is " + text + "; expected a JSONPath to one value, without * and ..");
    }
}
