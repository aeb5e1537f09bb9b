package dev.noon.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyringTest {
    private static final String BASE64 = FakeKeys.material("anything");

    @Test
    void theFirstKeyIsTheCurrentOne() {
        Keyring ring = Keyring.parse("# keys\n\n  key-2:" + BASE64 + " \r\nkey-1 : " + BASE64 + "\n");

        assertThat(ring.ids()).containsExactly("key-2", "key-1");
        assertThat(ring.current()).map(MasterKey::id).contains("key-2");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "there is no key"),
                Arguments.of("# nothing\n", "there is no key"),
                Arguments.of("no-colon", "line 1 is not ID:BASE64"),
                Arguments.of("\n\nkey-1:" + BASE64 + "\nKEY:" + BASE64, "line 4 is not ID:BASE64"),
                Arguments.of("a b:" + BASE64, "line 1 is not ID:BASE64"),
                Arguments.of(":" + BASE64, "line 1 is not ID:BASE64"),
                Arguments.of("k".repeat(33) + ":" + BASE64, "line 1 is not ID:BASE64"),
                Arguments.of("key-1:c2hvcnQ=", "line 1 is not ID:BASE64"),
                Arguments.of("key-1:" + BASE64.substring(1), "line 1 is not ID:BASE64"),
                Arguments.of("key-1:" + BASE64 + "AAAA", "line 1 is not ID:BASE64"),
                Arguments.of("key-1:" + BASE64 + "\nkey-1:" + BASE64, "line 2 names key key-1 for a second time"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenFileIsSaidByLineAndNotShown(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keyring.parse(text))
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(BASE64.substring(4, 12), "c2hvcnQ"));
    }

    @Test
    void keysPrintAsTheirNames() {
        Keyring ring = Keyring.parse("key-1:" + BASE64);

        assertThat(ring).hasToString("keys [key-1]");
        assertThat(ring.current().orElseThrow()).hasToString("key key-1");
    }
}
