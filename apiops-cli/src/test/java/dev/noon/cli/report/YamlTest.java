package dev.noon.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class YamlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "~",
                "null",
                "Null",
                "true",
                "True",
                "TRUE",
                "false",
                "on",
                "no",
                "yes",
                "0",
                "-1",
                "+1",
                "007",
                "0x1F",
                "0o17",
                "1e3",
                "1.",
                ".5",
                "+.inf",
                ".NaN",
                "-.INF",
                "12:30",
                "2026-11-21",
                "=",
                "<<",
                "a: b",
                "a #b",
                "#a",
                "- a",
                "-",
                "---",
                "...",
                "?",
                "? a",
                "[a]",
                "{a}",
                "*a",
                "&a",
                "!a",
                "!!str a",
                "|",
                ">",
                "%a",
                "@a",
                "`a",
                "'a'",
                "\"a\"",
                "a'b",
                "a\\nb",
                "a\nb",
                "a\n",
                "\na",
                " a",
                "a ",
                "a\n\nb\n",
                "\ta",
                "a\tb",
                "keep:0a1b2c",
                "${header.X}:${path}",
                "$${x}",
                "ü",
                "日本",
                "🕛",
                "\u0000",
                "\u0007",
                "\u001b[31m",
                "\u0085",
                "\u00a0",
                "\u2028",
                "\ufeff",
                "a\r\nb",
                "x\n y\n  z",
                "trailing \nspace"
            })
    void everyTextIsReadBackAsItIs(String text) {
        String yaml = Yaml.of(Json.createObjectBuilder()
                .add("text", text)
                .add("list", Json.createArrayBuilder().add(text))
                .add(text.isEmpty() ? "empty" : text, "as a key")
                .build());

        assertThat(yaml).doesNotContainPattern("(?m)^[^'\"]*!");
        assertThat(read(yaml)).hasToString(read(jsonOf(text)).toString());
    }

    @Test
    void aLongTextStaysOnItsLine() {
        String text = "word ".repeat(200).strip();

        assertThat(Yaml.of(Json.createObjectBuilder().add("a", text).build())).isEqualTo("a: " + text + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-7", "1.0", "1.50", "1E+2", "12345678901234567890123456789012345678", "0"})
    void numbersKeepTheirValueAndWhetherTheyHaveAFraction(String number) {
        try (JsonReader reader = Json.createReader(new StringReader("{\"n\":" + number + "}"))) {
            JsonObject json = reader.readObject();
            assertThat(Yaml.of(json)).isEqualTo("n: " + number + "\n");
        }
    }

    private static String jsonOf(String text) {
        String quoted = Json.createValue(text).toString();
        String key = text.isEmpty() ? "\"empty\"" : quoted;
        return "{\"text\": " + quoted + ", \"list\": [" + quoted + "], " + key + ": \"as a key\"}";
    }

    private static Object read(String yaml) {
        return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    }
}
