package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.text.DurationText;
import dev.noon.model.tree.DocumentReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileInputTest {
    private static final String PROXY = Reads.proxy(
            "loans",
            "/loans",
            "policies:",
            "  - requestHeaders: { set: { X-A: \"${header.X}\" }, remove: [X-B] }",
            "  - cache: { ttl: 60s, key: { query: [a, b] }, methods: [GET], maxObject: 64KiB }",
            "endpoints:",
            "  - match: { path: /loans/quote }",
            "    policies: [ { cache: { ttl: 5s, key: { template: 'x${path}' } } } ]");

    @Test
    void anAliasBombIsRefusedWithoutExpandingIt() {
        String bomb = IntStream.range(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));

        List<String> problems = Reads.problems(bomb);
        assertThat(problems.get(0))
                .startsWith("a.yaml:1:1: kind: is missing; expected one of: ApiProxy, Upstream, ProxyGroup");
        assertThat(problems.get(1)).isEqualTo("a.yaml:1:5: a0: has the anchor &a0; anchors are not supported");
        assertThat(problems)
                .anyMatch(problem -> problem.equals(
                        "a.yaml:2:10: a1[0]: is the alias *a0; aliases are not supported, write the value out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{? ", "- ? ", "[{a: "})
    void deepNestingIsRefusedWhereItGetsTooDeep(String opening) {
        assertThat(Reads.problems(opening.repeat(100_000))).singleElement().satisfies(problem -> assertThat(problem)
                .endsWith("is nested deeper than 50 levels"));
    }

    @Test
    void depthIsCountedAndAnOrdinaryDepthIsNot() {
        assertThat(Reads.problems("[".repeat(50) + "]".repeat(50))).noneMatch(problem -> problem.contains("nested"));
        assertThat(Reads.problems("[".repeat(51) + "]".repeat(51)))
                .containsExactly("a.yaml:1:51: is nested deeper than 50 levels");
    }

    @Test
    void aFileThatIsTooLongIsRefusedUnread() {
        String text = "# " + "x".repeat(DocumentReader.MAX_BYTES);
        assertThat(Reads.problems(text)).containsExactly("a.yaml:1:1: is longer than 8 MiB; expected smaller files");
        String threeBytesEach = "# " + "€".repeat(DocumentReader.MAX_BYTES / 3 + 1);
        assertThat(Reads.problems(threeBytesEach)).hasSize(1);
    }

    @Test
    void aHugeScalarIsRefusedAndNotRepeated() {
        String text = Reads.upstream("u").replace("name: u", "name: " + "u".repeat(DocumentReader.MAX_SCALAR + 1));
        assertThat(Reads.problems(text))
                .contains("a.yaml:3:19: metadata.name: is longer than 65536 characters; expected shorter text");
        assertThat(Reads.problems(Reads.upstream("u").replace("name: u", "name: " + "U".repeat(60_000))))
                .allSatisfy(problem -> assertThat(problem).hasSizeLessThan(300));
    }

    @Test
    void aDocumentOfTooManyValuesIsRefused() {
        String text = "hosts: [" + "a, ".repeat(DocumentReader.MAX_NODES) + "]";
        assertThat(Reads.problems(text)).singleElement().satisfies(problem -> assertThat(problem)
                .contains("has more than 100000 values in one document"));
    }

    @Test
    void aLongListIsComparedInLinearTime() {
        String hosts = IntStream.range(0, 90_000).mapToObj(i -> "h" + i).collect(Collectors.joining(","));
        assertThat(Reads.problems(Reads.proxy("a", "/a").replace("path: /a", "path: /a, hosts: [" + hosts + "]")))
                .containsExactly("a.yaml:5:29: spec.route.hosts: has 90000 items; expected at most 1000");
    }

    @Test
    void afterAThousandBrokenDocumentsTheRestIsNotRead() {
        Reading reading = Reads.file("[\n---\n".repeat(200_000));
        assertThat(reading.problems()).hasSize(101);
        assertThat(reading.problems().get(100).message()).isEqualTo("and 901 more problems from here on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://x/\"]]]]",
                "a: !!python/object/apply:os.system [x]",
                "!<tag:yaml.org,2002:java.lang.Runtime> x",
                "a: !!str 5",
                "!foo {kind: Upstream}",
                "{!!str kind: Upstream}",
                "kind: !ref Upstream",
            })
    void tagsAreRefused(String text) {
        assertThat(Reads.problems(text))
                .anySatisfy(
                        problem -> assertThat(problem).contains("has the tag ").endsWith("; tags are not supported"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#{7*7}", "{{x}}", "${jndi:ldap://127.0.0.1/x}", "<%= x %>", "`id`", "$(id)"})
    void expressionsAreTextOrAnUnknownVariable(String value) {
        List<String> problems = Reads.problems(
                Reads.proxy("a", "/a", "policies: [ { responseHeaders: { set: { X: '" + value + "' } } } ]"));
        assertThat(problems).hasSize(value.startsWith("${") ? 1 : 0);
    }

    @Test
    void mutatedFilesAreReadOrRefusedAndNeverThrow() {
        Random random = new Random(20261121);
        for (int i = 0; i < 3_000; i++) {
            String text = mutated(random, PROXY);
            Reading reading = Reads.file(text);
            assertThat(reading.ok() || !reading.problems().isEmpty()).isTrue();
            reading.problems().forEach(problem -> assertThat(problem.text()).startsWith("a.yaml:"));
            reading.problems().forEach(problem -> assertThat(problem.line())
                    .as(text)
                    .isBetween(1, 1 + (int) text.chars().filter(c -> c == '\n').count()));
            reading.definitions().forEach(HostileInputTest::readsBack);
        }
    }

    private static void readsBack(ReadDefinition read) {
        assertThat(new ArrayList<>(List.of(Reads.one(read.canonical()).definition())))
                .containsExactly(read.definition());
        assertThat(Reads.one(read.canonical()).hash()).isEqualTo(read.hash());
    }

    private static String mutated(Random random, String text) {
        List<String> spices = List.of(
                "\u0000",
                "\t",
                "&a",
                "*a",
                "!!x",
                "- ",
                "---\n",
                "{",
                "}",
                "[",
                "]",
                "\"",
                "'",
                ": ",
                "#",
                "\\",
                "null",
                "5",
                "1.0",
                "0x10",
                "true",
                "~",
                ".nan",
                "-5s",
                "99999999999999999999d",
                "${",
                "${x}",
                "%2f",
                "..",
                "é",
                "\uD83D\uDE00",
                "\uD800",
                "\r\n",
                "?",
                "|",
                ">",
                "@",
                "`",
                "%",
                ",",
                "POST",
                "<<: ");
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, spices.get(random.nextInt(spices.size())));
                case 2 -> mutated.replace(at, Math.min(mutated.length(), at + random.nextInt(12)), "");
                default -> mutated.insert(at, text, 0, random.nextInt(text.length()));
            }
        }
        return mutated.toString();
    }

    @Test
    void durationsBeyondALongAreHeldNotWrapped() {
        assertThat(DurationText.parse("9".repeat(5000) + "d")).isGreaterThan(Duration.ofDays(1_000_000));
    }
}
