package dev.noon.model.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointerTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "/spec/policies/3/cache/ttl, spec.policies[3].cache.ttl",
                "/spec/set/X-Definition,     spec.set.X-Definition",
                "/spec/set/X.Y,              spec.set[\"X.Y\"]",
                "/a~1b/~0c,                  [\"a/b\"][\"~c\"]",
                "/0/1,                       [0][1]",
                "/a/007,                     a[\"007\"]",
            })
    void isWrittenTheWayPeopleReadIt(String pointer, String field) {
        assertThat(Pointer.field(pointer)).isEqualTo(field);
    }

    @Test
    void stepsAreEscapedAndUnescaped() {
        String pointer = Pointer.child(Pointer.child("", "a/b~c"), 3);

        assertThat(pointer).isEqualTo("/a~1b~0c/3");
        assertThat(Pointer.tokens(pointer)).containsExactly("a/b~c", "3");
        assertThat(Pointer.parent(pointer)).isEqualTo("/a~1b~0c");
        assertThat(Pointer.last("/x/a~1b~0c")).isEqualTo("a/b~c");
        assertThat(Pointer.tokens("")).isEmpty();
    }
}
