package dev.noon.model.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "on                | \"on\"",
                "no                | \"no\"",
                "y                 | \"y\"",
                "yes               | \"yes\"",
                "true              | true",
                "False             | false",
                "~                 | null",
                "null              | null",
                "'null'            | \"null\"",
                "1.0               | 1.0",
                "'1.0'             | \"1.0\"",
                "0x10              | 16",
                "0o17              | 15",
                "0777              | 777",
                "+5                | 5",
                "-0                | 0",
                "1_000             | \"1_000\"",
                ".5                | 0.5",
                "1e3               | 1E+3",
                "12:30:45          | \"12:30:45\"",
                "2026-11-21        | \"2026-11-21\"",
                "60s               | \"60s\"",
                "-5s               | \"-5s\"",
                "<<                | \"<<\"",
                "\"\\u00e9\\t\\ud83d\\ude00\" | \"é\\t\\ud83d\\ude00\"",
                "\"\\/\"           | \"/\"",
            })
    void plainScalarsFollowTheCoreSchemaOfYaml12(String yaml, String json) {
        assertThat(canonical("a: " + yaml)).isEqualTo("{\"a\":" + json + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a: b: c            | 1:5 | mapping values are not allowed here",
                "a: [1              | 1:6 | expected ',' or ']', but got <stream end>, while parsing a flow sequence that began at 1:4",
                "a: 'x              | 1:6 | found unexpected end of stream, while scanning a quoted scalar that began at 1:4",
                "{a: 1}}            | 1:7 | but found '}'",
                "a: @x              | 1:4 | found character '@' that cannot start any token",
                "a: \"\\q\"         | 1:6 | found unknown escape character q(113)",
                "{\"a\":1}{\"b\":2} | 1:8 | expected --- and the next document, but found '{'",
                "%YAML 3.0          | 1:1 | is not valid YAML",
            })
    void textThatIsNotYamlIsNamedWhereItStopsBeingYaml(String text, String place, String message) {
        Documents read = DocumentReader.read(text);
        assertThat(read.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.message()).startsWith("is not valid YAML: ").contains(message);
            assertThat(fault.at()).hasToString(place);
        });
    }

    @Test
    void readingGoesOnWithTheNextDocument() {
        Documents read = DocumentReader.read("a: b: c\n---\nx: 1\n---\ny: [1,\n---\nz: 'q\n---\nw: 2\n");

        assertThat(read.documents())
                .extracting(document -> JsonText.canonical(document.root()))
                .containsExactly("{\"x\":1}", "{\"w\":2}");
        assertThat(read.faults()).extracting(fault -> fault.at().line()).containsExactly(1, 6, 8);
        assertThat(read.documents().get(1).root().find("/w").map(Node::at)).hasValue(new Position(9, 4));
    }

    @Test
    void tabsIndentJsonAndColumnsStay() {
        Documents read = DocumentReader.read("{\n\t\"a\":\t[\n\t\t\"x\ty\",\n\t\t2\n\t]\n}\n");

        assertThat(read.faults()).isEmpty();
        Node root = read.documents().get(0).root();
        assertThat(JsonText.canonical(root)).isEqualTo("{\"a\":[\"x\\ty\",2]}");
        assertThat(root.find("/a/1").map(Node::at)).hasValue(new Position(4, 3));
    }

    @Test
    void tabsDoNotIndentYaml() {
        assertThat(DocumentReader.read("a:\n\t- 1\n").faults()).singleElement().satisfies(fault -> assertThat(
                        fault.at() + " " + fault.message())
                .startsWith("2:1 is not valid YAML: found character '\\t(TAB)'")
                .contains("(indent with spaces)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{a: 1, a: 2}         | 1:8  | /a | is written twice; the first one is at 1:2",
                "{a: 1, \"a\": 2}     | 1:8  | /a | is written twice",
                "{a: {b: 1, b: 2}}    | 1:12 | /a/b | is written twice",
                "{a: &x 1}            | 1:5  | /a | has the anchor &x",
                "{a: *x}              | 1:5  | /a | is the alias *x",
                "{a: !!int 1}         | 1:5  | /a | has the tag tag:yaml.org,2002:int",
                "{a: !x [1]}          | 1:5  | /a | has the tag !x",
                "{[1]: 1}             | 1:2  |    | has a key that is a list; expected text",
                "{{a: 1}: 1}          | 1:2  |    | has a key that is a map; expected text",
                "{a: .nan}            | 1:5  | /a | is .nan; expected a finite number",
                "{a: -.inf}           | 1:5  | /a | is -.inf; expected a finite number",
                "{a: 11111111111111111111111111111111111111111} | 1:5 | /a | is a number of 41 characters; expected at most 40",
            })
    void whatYamlAllowsAndADefinitionDoesNotIsNamed(String text, String place, String pointer, String message) {
        assertThat(DocumentReader.read(text).documents().get(0).faults()).anySatisfy(fault -> {
            assertThat(fault.message()).startsWith(message);
            assertThat(fault.at()).hasToString(place);
            assertThat(fault.pointer()).isEqualTo(pointer == null ? "" : pointer);
        });
    }

    @Test
    void aCharacterThatYamlForbidsIsNamedWithItsPlace() {
        assertThat(DocumentReader.read("a: 1\nb: x\u0000\n").faults())
                .containsExactly(
                        new Fault(new Position(2, 5), "", "contains the character U+0000, which YAML does not allow"));
    }

    @Test
    void everyNodeKnowsWhereItBegan() {
        Node root = DocumentReader.read("a:\n  - b: 'x'\n    c: |\n      text\n")
                .documents()
                .get(0)
                .root();
        List<String> places = List.of("", "/a", "/a/0", "/a/0/b", "/a/0/c").stream()
                .map(pointer ->
                        root.find(pointer).map(node -> node.at().toString()).orElse("?"))
                .collect(Collectors.toList());

        assertThat(places).containsExactly("1:1", "2:3", "2:5", "2:8", "3:8");
        assertThat(root.mapAt("/a/0").orElseThrow().entries().values())
                .extracting(entry -> entry.keyAt().toString())
                .containsExactly("2:5", "3:5");
    }

    private static String canonical(String text) {
        Documents read = DocumentReader.read(text);
        assertThat(read.faults()).isEmpty();
        assertThat(read.documents().get(0).faults()).isEmpty();
        return JsonText.canonical(read.documents().get(0).root());
    }
}
