package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.tree.DocumentReader;
import dev.noon.model.tree.Node;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldDiffTest {
    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {a: 1}                      | {a: 1}                           | ''
            {a: 1, b: 2}                | {b: 2, a: 1}                     | ''
            {a: 1}                      | {a: 2}                           | /a 1>2
            {a: 1}                      | {a: "1"}                         | /a 1>1
            {a: 1}                      | {a: 1, b: {c: x, d: []}}         | /b/c ->x, /b/d ->[]
            {a: 1, b: {c: x}}           | {a: 1}                           | /b/c x>-
            {l: [a, b, c]}              | {l: [a, x, c]}                   | /l/1 b>x
            {l: [a, b]}                 | {l: [x, a, b]}                   | /l/0 ->x
            {l: [a, b, c]}              | {l: [a, c]}                      | /l/1 b>-
            {l: [a, b]}                 | {l: [b, a]}                      | /l/0 a>b, /l/1 b>a
            {l: [a]}                    | {l: [a, a]}                      | /l/1 ->a
            {l: []}                     | {l: [a]}                         | /l/0 ->a
            {u: b}                      | {u: [{n: b}, {n: c}]}            | /u b>-, /u/0/n ->b, /u/1/n ->c
            {s: {"a/b": 1, "c~d": 2}}   | {s: {"a/b": 2, "c~d": 3}}        | /s/a~1b 1>2, /s/c~0d 2>3
            {p: [{c: {t: 5}}]}          | {p: [{h: {X: v}}, {c: {t: 5}}]}  | /p/0/h/X ->v
            {p: [{c: {t: 5}}]}          | {p: [{c: {t: 6}}]}               | /p/0/c/t 5>6
            """)
    void names_every_leaf_that_differs_and_no_other(String older, String newer, String expected) {
        String found = FieldDiff.between(tree(older), tree(newer)).stream()
                .map(change -> change.path() + " " + change.oldValue().orElse("-") + ">"
                        + change.newValue().orElse("-"))
                .collect(Collectors.joining(", "));

        assertThat(found).isEqualTo(expected);
    }

    private static Node tree(String text) {
        return DocumentReader.read(text).documents().get(0).root();
    }
}
