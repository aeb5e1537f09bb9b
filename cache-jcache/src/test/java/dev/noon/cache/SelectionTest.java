package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Selection.By;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @ParameterizedTest(name = "{0} {1} in {2}: {3}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "ALL      | loans       | ''    | all is loans; expected nothing more",
                "SCOPE    | throttle    | ''    | scope is throttle; expected one of proxy-group, proxy, proxy-method, api-call",
                "GROUP    | ''          | ''    | group is empty; expected a name",
                "PROXY    | 'a b'       | ''    | proxy is a b; expected a name",
                "ENDPOINT | GET /a      | ''    | the endpoint's proxy is empty; expected a name",
                "ENDPOINT | ''          | loans | endpoint is empty; expected METHOD PATH",
                "PREFIX   | /a          | ''    | the prefix's proxy is empty; expected a name",
                "PREFIX   | a           | loans | prefix is a; expected a path that begins with /",
                "TAG      | ''          | ''    | tag is empty; expected 1 to 256 characters without blanks and commas",
                "TAG      | 'a b'       | ''    | tag is a b; expected 1 to 256 characters without blanks and commas",
                "TAG      | 'a,b'       | ''    | 'tag is a,b; expected 1 to 256 characters without blanks and commas'",
                "KEY      | abc         | ''    | 'key is abc; expected the 64 hexadecimal digits, in small letters, that cache keys prints'",
            })
    void whatNothingCanBeSelectedByIsRefusedWithWhatWasExpected(By by, String what, String proxy, String message) {
        assertThatThrownBy(() -> new Selection(by, what, proxy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void logsHaveWordsWithoutAmbiguity() {
        assertThat(Selection.all()).hasToString("all");
        assertThat(Selection.proxy("loans")).hasToString("proxy loans");
        assertThat(Selection.scope(Scope.API_CALL)).hasToString("scope api-call");
        assertThat(Selection.tag("a", "loans")).hasToString("tag a in loans");
        assertThat(Selection.tag("a", "")).hasToString("tag a");
        assertThat(Selection.key(HASH, "")).hasToString("key " + HASH);
        assertThat(Selection.endpoint("loans", "GET /a")).hasToString("endpoint GET /a in loans");
    }

    @ParameterizedTest
    @CsvSource({
        "/loans, /loans, true",
        "/loans/1, /loans, true",
        "/loansX, /loans, false",
        "/loans, /loans/, false",
        "/loans/1, /loans/, true",
        "/, /, true",
        "/a, /, true",
        "'', /, false",
    })
    void aPrefixEndsWhereASegmentDoes(String path, String prefix, boolean beneath) {
        assertThat(Selection.isBeneath(path, prefix)).isEqualTo(beneath);
    }

    @Test
    void wordsAreFoundAgain() {
        for (By by : By.values()) {
            assertThat(By.of(by.text())).contains(by);
        }
        assertThat(By.of("Proxy")).isEmpty();
    }
}
